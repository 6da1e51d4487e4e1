package io.servergroup.rollout;

import io.servergroup.group.AutoScalingGroup;
import io.servergroup.group.Instance;
import io.servergroup.group.ServerGroup;
import io.servergroup.group.Slot;
import io.servergroup.group.SlotFinding;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What would keep a replacement from getting its slot, whatever the servers' health. */
final class SlotPreflight {
  private final ServerGroup group;
  private final Findings findings;

  SlotPreflight(ServerGroup group, Findings findings) {
    this.group = group;
    this.findings = findings;
  }

  void check() {
    checkTags();
    checkHolders();
    for (AutoScalingGroup each : group.autoScalingGroups()) {
      each.index().ifPresent(index -> checkSlotOf(each, index));
    }
  }

  /** What the reading found wrong with the tags, as far as it keeps servers from their slots. */
  private void checkTags() {
    group.findings().stream()
        .filter(SlotFinding::blocking)
        .forEach(
            finding -> findings.add(finding.resource(), finding.message(), "correct the tags"));
  }

  private void checkHolders() {
    Set<String> instances = group.instances().map(Instance::id).collect(Collectors.toSet());
    for (Slot slot : group.slots()) {
      slot.networkInterface()
          .holder()
          .filter(holder -> !instances.contains(holder))
          .ifPresent(
              holder ->
                  findings.add(
                      "server " + slot.index(),
                      "its network interface "
                          + slot.networkInterface().id()
                          + " is held by "
                          + holder
                          + ", which is no instance of this group",
                      "detach it; no replacement could take it"));
    }
  }

  private void checkSlotOf(AutoScalingGroup each, int index) {
    Optional<Slot> slot = group.slots().stream().filter(s -> s.index() == index).findFirst();
    if (slot.isEmpty() && !group.slots().isEmpty()) {
      findings.add(
          "server " + index,
          "no network interface carries its ServerGroupIndex, though those of other servers exist",
          "create it, or tag it");
    }
    slot.map(s -> s.networkInterface().zone())
        .filter(zone -> !each.zones().contains(zone))
        .ifPresent(
            zone ->
                findings.add(
                    "server " + index,
                    "its network interface is in "
                        + zone
                        + ", its group launches in "
                        + String.join(", ", each.zones()),
                    "keep both in the same availability zone"));
  }
}
