package io.servergroup.cli.past;

import io.servergroup.group.TemplateVersion;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A server as it is now.
 *
 * @param server its number; empty while nothing gives it one, as in a group of several servers
 *     whose new instance has no slot yet
 * @param group the Auto Scaling group it is in
 * @param instance empty text when it has none
 * @param version what its instance was launched from; empty when it has none, or nothing tells
 * @param identity address and name, in words; empty text when it has none
 */
public record ServerNow(
    OptionalInt server,
    String group,
    String zone,
    String instance,
    Optional<TemplateVersion> version,
    String identity) {
  ServerNow withoutInstance() {
    return new ServerNow(server, group, zone, "", Optional.empty(), identity);
  }
}
