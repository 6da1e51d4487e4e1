package io.servergroup.cli.past;

import java.util.OptionalInt;

/**
 * A server as it is now.
 *
 * @param server its number; empty while nothing gives it one, as in a group of several servers
 *     whose new instance has no slot yet
 * @param group the Auto Scaling group it is in
 * @param instance empty text when it has none
 * @param identity address and name, in words; empty text when it has none
 */
public record ServerNow(
    OptionalInt server, String group, String zone, String instance, String identity) {
  ServerNow withoutInstance() {
    return new ServerNow(server, group, zone, "", identity);
  }
}
