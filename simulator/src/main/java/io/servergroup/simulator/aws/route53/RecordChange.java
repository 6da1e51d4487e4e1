package io.servergroup.simulator.aws.route53;

import java.util.List;

/**
 * One record set that a change set changed.
 *
 * @param zoneId without the {@code /hostedzone/} prefix
 * @param name lower case, with a trailing dot
 * @param setIdentifier tells routed record sets apart; empty for a simple or an alias record set
 * @param before its values before, as {@link Dns#values} words them; empty when it did not exist
 * @param after its values now; empty when it was deleted
 */
public record RecordChange(
    String zoneId,
    String name,
    String type,
    String setIdentifier,
    List<String> before,
    List<String> after) {}
