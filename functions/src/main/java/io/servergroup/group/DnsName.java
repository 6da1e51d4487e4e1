package io.servergroup.group;

import java.time.Duration;

/**
 * The A record a slot wants, from the tags of its network interface.
 *
 * @param hostedZoneId such as {@code Z123}
 * @param name lower case, without a trailing dot, without {@code \ooo} escapes
 * @param ttl how long resolvers may keep the answer
 */
public record DnsName(String hostedZoneId, String name, Duration ttl) {}
