package io.servergroup.identity;

import io.servergroup.group.FindingKind;
import java.util.Comparator;
import java.util.OptionalInt;

/**
 * Something that is not as it should be with the identities of a server group.
 *
 * @param resource id or name of what it is about: a network interface, a volume, an instance, an
 *     Auto Scaling group or a DNS name
 * @param server the server concerned; empty when it is not about one server
 * @param message what was found, what would be right and what to do, for an operator
 */
public record IdentityFinding(
    FindingKind kind, String resource, OptionalInt server, String message) {
  /** What is missing first; in it by server, those of no server last; then by resource. */
  static final Comparator<IdentityFinding> ORDER =
      Comparator.comparing(IdentityFinding::kind)
          .thenComparing(finding -> finding.server().orElse(Integer.MAX_VALUE))
          .thenComparing(IdentityFinding::resource)
          .thenComparing(IdentityFinding::message);
}
