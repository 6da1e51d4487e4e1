package io.servergroup.simulator.aws.dynamodb;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A write that took effect.
 *
 * @param before empty when there was no item
 * @param after empty when the item was deleted
 */
public record ItemChange(
    String table, Map<String, AttributeValue> before, Map<String, AttributeValue> after) {}
