package io.servergroup.identity;

import io.servergroup.group.ServerGroup;
import io.servergroup.identity.Situation.Member;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The identities of all servers of a group, and everything that is not as it should be with them.
 *
 * @param serverGroup the group's name
 * @param readAt when the reading began
 * @param identities whether its servers are to have identities at all
 * @param servers ordered by index, then by group and instance; those without an index last
 * @param findings ordered by kind, then by server and resource; empty when all is in order
 */
public record Inspection(
    String serverGroup,
    Instant readAt,
    boolean identities,
    List<ServerIdentity> servers,
    List<IdentityFinding> findings) {
  public Inspection {
    servers = List.copyOf(servers);
    findings = List.copyOf(findings);
  }

  /**
   * Looks at a whole server group.
   *
   * @param situation with interfaces, volumes, hooks, records, and the facts of all instances and
   *     of whoever has a network interface of the group
   */
  public static Inspection of(Situation situation) {
    Occupancy occupancy = new Occupancy(situation);
    List<IdentityFinding> findings = new ArrayList<>();
    ServerGroup group = situation.group();
    group
        .findings()
        .forEach(
            told ->
                findings.add(
                    new IdentityFinding(
                        told.kind(), told.resource(), told.index(), told.message())));
    new GroupInspection(situation, occupancy, findings).inspect();
    for (var slot : group.slots()) {
      new SlotInspection(situation, occupancy, slot, findings).inspect();
    }
    for (Member member : situation.members()) {
      new InstanceInspection(situation, occupancy, member, findings).inspect();
    }
    findings.sort(IdentityFinding.ORDER);
    return new Inspection(
        group.name(),
        group.readAt(),
        situation.wantsIdentities(),
        new Roster(situation, occupancy).servers(),
        findings);
  }

  /** Whether all is in order. */
  public boolean good() {
    return findings.isEmpty();
  }

  /** How many servers there are; an instance of which nobody can tell which it is counts as one. */
  public int size() {
    return distinct(servers);
  }

  /** How many servers have an instance that is being launched or taken away. */
  public int inTransition() {
    return distinct(servers.stream().filter(ServerIdentity::inTransition).toList());
  }

  /** How many servers have findings. */
  public int withFindings() {
    return distinct(servers.stream().filter(this::concerns).toList());
  }

  /** Whether something about this server is not as it should be. */
  public boolean concerns(ServerIdentity server) {
    return (server.index().isPresent() && concerned().contains(server.index().getAsInt()))
        || server.instance().stream()
            .anyMatch(
                instance ->
                    findings.stream()
                        .anyMatch(finding -> finding.resource().equals(instance.id())));
  }

  private Set<Integer> concerned() {
    return findings.stream()
        .map(IdentityFinding::server)
        .filter(OptionalInt::isPresent)
        .map(OptionalInt::getAsInt)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static int distinct(List<ServerIdentity> servers) {
    long unnumbered = servers.stream().filter(server -> server.index().isEmpty()).count();
    long numbered =
        servers.stream().flatMapToInt(server -> server.index().stream()).distinct().count();
    return Math.toIntExact(numbered + unnumbered);
  }
}
