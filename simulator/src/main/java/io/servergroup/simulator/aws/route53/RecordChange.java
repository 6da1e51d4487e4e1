package io.servergroup.simulator.aws.route53;

import java.util.List;

/**
 * One record set that a change set changed.
 *
 * @param zoneId without the {@code /hostedzone/} prefix
 * @param name lower case, with a trailing dot
 * @param before its values before; empty when it did not exist
 * @param after its values now; empty when it was deleted
 */
public record RecordChange(
    String zoneId, String name, String type, List<String> before, List<String> after) {}
