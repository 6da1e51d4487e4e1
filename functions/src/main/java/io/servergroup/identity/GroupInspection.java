package io.servergroup.identity;

import io.servergroup.group.AutoScalingGroup;
import io.servergroup.group.FindingKind;
import io.servergroup.group.LifecycleHook;
import io.servergroup.group.TagKeys;
import io.servergroup.identity.Situation.Member;
import java.util.List;

/** Whether every Auto Scaling group has its instances and, for identities, hooks and slot. */
final class GroupInspection {
  private final Situation situation;
  private final Occupancy occupancy;
  private final List<IdentityFinding> findings;

  GroupInspection(Situation situation, Occupancy occupancy, List<IdentityFinding> findings) {
    this.situation = situation;
    this.occupancy = occupancy;
    this.findings = findings;
  }

  void inspect() {
    boolean wanted = situation.wantsIdentities();
    for (AutoScalingGroup group : situation.group().autoScalingGroups()) {
      if (wanted) {
        hooks(group);
      }
      instances(group);
      if (wanted && group.index().isPresent() && !occupancy.isExplained(group)) {
        slot(group, group.index().getAsInt());
      }
    }
  }

  private void hooks(AutoScalingGroup group) {
    List<LifecycleHook> hooks = situation.readings().hooks().getOrDefault(group.name(), List.of());
    HookCheck.findings(
            hooks,
            situation.scope().hooks(),
            situation.policyOf(group).launchBudget(),
            situation.scope().checkPeriod())
        .forEach(finding -> add(finding.kind(), group, finding.message()));
  }

  private void instances(AutoScalingGroup group) {
    boolean replaced =
        group.instances().stream()
            .anyMatch(instance -> occupancy.isLeaving(new Member(group, instance)));
    if (group.instances().size() < group.desiredCapacity() && !replaced) {
      add(
          FindingKind.MISSING,
          group,
          "the group has %d of %d instances; Auto Scaling should have launched the rest: look at the group's scaling activities and suspended processes"
              .formatted(group.instances().size(), group.desiredCapacity()));
    }
  }

  private void slot(AutoScalingGroup group, int index) {
    situation.group().slots().stream()
        .filter(slot -> slot.index() == index)
        .findFirst()
        .ifPresentOrElse(
            slot -> {
              String zone = slot.networkInterface().zone();
              if (!group.zones().isEmpty() && !group.zones().contains(zone)) {
                add(
                    FindingKind.DRIFTED,
                    group,
                    "the group launches into %s, but the network interface %s of its server is in %s; both should be in one zone: change the group's subnets, or create the interface in one of them"
                        .formatted(
                            String.join(", ", group.zones()), slot.networkInterface().id(), zone));
              }
            },
            () ->
                add(
                    FindingKind.MISSING,
                    group,
                    "no network interface is tagged %s=%s and %s=%d; create one in %s with these tags"
                        .formatted(
                            TagKeys.GROUP,
                            situation.group().name(),
                            TagKeys.INDEX,
                            index,
                            String.join(" or ", group.zones()))));
  }

  private void add(FindingKind kind, AutoScalingGroup group, String message) {
    findings.add(new IdentityFinding(kind, group.name(), group.index(), message));
  }
}
