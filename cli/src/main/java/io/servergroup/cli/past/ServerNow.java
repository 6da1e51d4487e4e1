package io.servergroup.cli.past;

/**
 * A server as it is now.
 *
 * @param group the Auto Scaling group it is in
 * @param instance empty text when it has none
 * @param identity address and name, in words; empty text when it has none
 */
public record ServerNow(int server, String group, String zone, String instance, String identity) {}
