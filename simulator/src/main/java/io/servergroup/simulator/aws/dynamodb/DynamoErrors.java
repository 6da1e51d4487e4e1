package io.servergroup.simulator.aws.dynamodb;

import io.servergroup.simulator.api.ServiceError;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/** The errors of DynamoDB, in its words. */
final class DynamoErrors {
  private static final String SERVICE = "DynamoDb";

  private DynamoErrors() {}

  static RuntimeException validation(String message) {
    return ServiceError.of(
        DynamoDbException.builder(), SERVICE, 400, "ValidationException", message);
  }

  static RuntimeException tableNotFound() {
    return ServiceError.of(
        ResourceNotFoundException.builder(),
        SERVICE,
        400,
        "ResourceNotFoundException",
        "Requested resource not found");
  }

  /**
   * @param item what the caller asked to see of the item that did not meet the condition; null for
   *     nothing
   */
  static RuntimeException conditionFailed(Map<String, AttributeValue> item) {
    return ServiceError.of(
        ConditionalCheckFailedException.builder().item(item),
        SERVICE,
        400,
        "ConditionalCheckFailedException",
        "The conditional request failed");
  }
}
