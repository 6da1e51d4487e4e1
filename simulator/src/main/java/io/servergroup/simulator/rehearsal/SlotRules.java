package io.servergroup.simulator.rehearsal;

import io.servergroup.simulator.aws.ec2.Eni;
import io.servergroup.simulator.aws.ec2.Instance;
import io.servergroup.simulator.aws.route53.RecordChange;
import io.servergroup.simulator.kernel.Fiber;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What must hold of identities at every moment: a slot is held by an instance that may be its
 * server, an instance holds at most one slot, and the control plane never lets a record point
 * anywhere but to its slot, nor removes that of a server.
 */
final class SlotRules {
  private final SimulatedAws aws;
  private final Cluster cluster;
  private final Violations violations;
  private final Map<String, Integer> slots = new HashMap<>();
  private final Map<String, String> addresses = new HashMap<>();

  private SlotRules(SimulatedAws aws, Cluster cluster, Violations violations) {
    this.aws = aws;
    this.cluster = cluster;
    this.violations = violations;
    if (!cluster.topology().hasSlots()) {
      return; // Every record that is changed then belongs to no slot.
    }
    for (Cluster.Member member : cluster.members()) {
      slots.put(member.networkInterface(), member.index());
      addresses.put(member.dnsName() + ".", member.address());
    }
  }

  /** From now on tells of everything that breaks a rule. */
  static void watch(SimulatedAws aws, Cluster cluster, Census census, Violations violations) {
    SlotRules rules = new SlotRules(aws, cluster, violations);
    if (cluster.topology().hasSlots()) {
      census.whenLookedAt(rules::lookedAt);
    }
    aws.dns().whenChanged(rules::recordChanged);
  }

  private void lookedAt(int server) {
    Cluster.Member member = cluster.members().get(server);
    Optional<Instance> holder =
        Optional.ofNullable(aws.ec2World().interfaces().catalog().get(member.networkInterface()))
            .flatMap(Occupants::holder);
    if (holder.isPresent()) {
      mayBeServer(member, holder.get());
      holdsNothingElse(holder.get());
    }
  }

  /** EC2 itself sees to it that a slot has one holder; which one is up to the control plane. */
  private void mayBeServer(Cluster.Member member, Instance holder) {
    boolean ofGroup =
        switch (cluster.topology()) {
          case GROUP_PER_SERVER, WITHOUT_IDENTITY -> member.group().equals(holder.groupName());
          case GROUP_PER_ZONE -> cluster.groups().contains(holder.groupName());
        };
    if (!ofGroup || !member.zone().equals(holder.zone())) {
      violations.add(
          "server %d's interface %s is attached to %s of group %s in %s, which cannot be that server"
              .formatted(
                  member.index(),
                  member.networkInterface(),
                  holder.id(),
                  holder.groupName(),
                  holder.zone()));
    }
  }

  private void holdsNothingElse(Instance holder) {
    List<Integer> held =
        holder.interfaces().values().stream()
            .filter(eni -> slots.containsKey(eni.id()))
            .map(eni -> slots.get(eni.id()))
            .toList();
    if (held.size() > 1) {
      violations.add(
          "instance %s holds the slots of several servers: %s".formatted(holder.id(), held));
    }
  }

  /** Whether no server is to have a name any more: it was taken away, or has another one. */
  private boolean isGivenUp(String name) {
    return cluster.members().stream()
        .filter(member -> (member.dnsName() + ".").equals(name))
        .noneMatch(member -> aws.autoScalingWorld().group(member.group()) != null && has(member));
  }

  private boolean has(Cluster.Member member) {
    Eni eni = aws.ec2World().interfaces().catalog().get(member.networkInterface());
    return eni != null && member.dnsName().equals(eni.tag("ServerGroupDnsName"));
  }

  private void recordChanged(RecordChange change) {
    if (Fiber.current() == null) {
      return; // By a person, past the control plane.
    }
    String address = addresses.get(change.name());
    if (address == null) {
      violations.add("the record " + change.name() + " was changed; it belongs to no slot");
    } else if (change.after().isEmpty()
        && change.before().equals(List.of(address))
        && isGivenUp(change.name())) {
      return; // Nobody is to find the server under this name any more.
    } else if (!change.after().equals(List.of(address))) {
      violations.add(
          "the record %s was changed to %s; its slot has the address %s"
              .formatted(change.name(), change.after(), address));
    }
  }
}
