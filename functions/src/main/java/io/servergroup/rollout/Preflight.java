package io.servergroup.rollout;

import io.servergroup.group.AutoScalingGroup;
import io.servergroup.group.Instance;
import io.servergroup.group.MaintenancePolicy;
import io.servergroup.group.ServerGroup;
import io.servergroup.group.Slot;
import io.servergroup.group.SlotFinding;
import io.servergroup.health.GroupHealth;
import io.servergroup.health.Roster;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Whether a rollout may start. What concerns health can be skipped; what keeps replacing servers
 * from being safe can not.
 *
 * <p>An instance refresh is not asked for, because that costs one call per Auto Scaling group. One
 * that replaces instances shows as servers that are missing or not in service, here and before each
 * termination; one that is waiting replaces nothing that the rollout counts on.
 */
public final class Preflight {
  /** Keeps the history of a rollout (17 events a batch at most) far below its limit of 25,000. */
  static final int MOST_BATCHES = 1_000;

  /**
   * Without these a terminated instance is not replaced, its replacement gets no requests, or a
   * group whose rollout died does not heal itself.
   */
  private static final Set<String> NEEDED_PROCESSES =
      new TreeSet<>(
          Set.of("Launch", "Terminate", "AddToLoadBalancer", "HealthCheck", "ReplaceUnhealthy"));

  private final RolloutInput input;
  private final Situation situation;
  private final ServerGroup group;
  private final List<Finding> findings = new ArrayList<>();

  private Preflight(RolloutInput input, Situation situation) {
    this.input = input;
    this.situation = situation;
    this.group = situation.health().group();
  }

  /**
   * All reasons not to start; empty when the rollout may start.
   *
   * @param situation its lock holder is another execution that still runs, or nobody
   */
  public static List<Finding> check(RolloutInput input, Situation situation) {
    return new Preflight(input, situation).check();
  }

  private List<Finding> check() {
    if (group.size() == 0) {
      add(
          "server group " + group.name(),
          group.autoScalingGroups().isEmpty()
              ? "no Auto Scaling group carries the tag ServerGroupName=" + group.name()
              : "its Auto Scaling groups want no instance at all",
          "check the name, the tag and the region");
      return findings;
    }
    checkLock();
    checkBatchSize();
    group.autoScalingGroups().forEach(this::checkGroup);
    checkTags();
    checkSlots();
    if (!input.skipHealthCheck()) {
      checkHealth();
    }
    return List.copyOf(findings);
  }

  private void checkLock() {
    situation
        .lockHolder()
        .ifPresent(
            holder ->
                add(
                    "server group " + group.name(),
                    "another rollout is running: " + holder,
                    "wait for it to end, or stop that execution"));
  }

  private void checkBatchSize() {
    int batch = input.batchSize().servers(group.size());
    if (batch > group.size()) {
      add(
          "input batchSize",
          batch + " servers, but the group has " + group.size(),
          "use at most " + group.size());
    } else if ((group.size() + batch - 1) / batch > MOST_BATCHES) {
      add(
          "input batchSize",
          "a batch of " + batch + " makes more than " + MOST_BATCHES + " batches of this group",
          "use a larger one");
    }
  }

  private void checkGroup(AutoScalingGroup each) {
    String where = "Auto Scaling group " + each.name();
    if (each.template().isEmpty()) {
      add(where, "names no launch template", "give it one; nothing says what to launch otherwise");
    } else if (situation.resolvedNow().of(each).isEmpty()) {
      add(
          where,
          "version "
              + each.template().get().version()
              + " of launch template "
              + each.template().get().templateId()
              + " does not exist",
          "name a version that exists");
    }
    checkMaintenance(where, each.maintenance());
    checkProcesses(where, each.suspendedProcesses());
    if (each.index().isPresent() && each.desiredCapacity() > 1) {
      add(
          where,
          "wants " + each.desiredCapacity() + " instances but carries one ServerGroupIndex",
          "a group of several servers carries no index");
    }
    int members = Roster.members(each).size();
    if (members > each.desiredCapacity()) {
      add(
          where,
          "has " + members + " instances but wants " + each.desiredCapacity(),
          "wait until it has settled; return or terminate instances in Standby");
    }
  }

  private void checkMaintenance(String where, Optional<MaintenancePolicy> policy) {
    if (policy.isEmpty()) {
      add(
          where,
          "has no instance maintenance policy, so the account decides whether a replacement is"
              + " launched before its predecessor has left its slot",
          "set one that terminates first: min 0 %, max 100 %");
    } else if (policy.get().mayLaunchFirst()) {
      add(
          where,
          "its instance maintenance policy launches replacements first (max "
              + policy.get().maxHealthyPercentage()
              + " %)",
          "set one that terminates first: min 0 %, max 100 %");
    }
  }

  private void checkProcesses(String where, Set<String> suspended) {
    Set<String> missed = new TreeSet<>(NEEDED_PROCESSES);
    missed.retainAll(suspended);
    if (!missed.isEmpty()) {
      add(where, "suspended: " + String.join(", ", missed), "resume these processes");
    }
  }

  /** What the reading found wrong with the tags, as far as it keeps servers from their slots. */
  private void checkTags() {
    group.findings().stream()
        .filter(SlotFinding::blocking)
        .forEach(finding -> add(finding.resource(), finding.message(), "correct the tags"));
  }

  private void checkSlots() {
    Set<String> instances = group.instances().map(Instance::id).collect(Collectors.toSet());
    for (Slot slot : group.slots()) {
      slot.networkInterface()
          .holder()
          .filter(holder -> !instances.contains(holder))
          .ifPresent(
              holder ->
                  add(
                      "server " + slot.index(),
                      "its network interface "
                          + slot.networkInterface().id()
                          + " is held by "
                          + holder
                          + ", which is no instance of this group",
                      "detach it; no replacement could take it"));
    }
    for (AutoScalingGroup each : group.autoScalingGroups()) {
      each.index().ifPresent(index -> checkSlotOf(each, index));
    }
  }

  private void checkSlotOf(AutoScalingGroup each, int index) {
    Optional<Slot> slot = group.slots().stream().filter(s -> s.index() == index).findFirst();
    if (slot.isEmpty() && !group.slots().isEmpty()) {
      add(
          "server " + index,
          "no network interface carries its ServerGroupIndex, though those of other servers exist",
          "create it, or tag it");
    }
    slot.map(s -> s.networkInterface().zone())
        .filter(zone -> !each.zones().contains(zone))
        .ifPresent(
            zone ->
                add(
                    "server " + index,
                    "its network interface is in "
                        + zone
                        + ", its group launches in "
                        + String.join(", ", each.zones()),
                    "keep both in the same availability zone"));
  }

  private void checkHealth() {
    List<String> unhealthy =
        situation.health().unhealthy().stream().map(GroupHealth.Verdict::explanation).toList();
    if (!unhealthy.isEmpty()) {
      add(
          "health of " + group.name(),
          unhealthy.size()
              + " of "
              + group.size()
              + " servers are unhealthy: "
              + Listing.of(unhealthy),
          "heal them, start again if a load balancer could only not be read, or start with"
              + " skipHealthCheck");
    }
  }

  private void add(String where, String found, String wanted) {
    findings.add(new Finding(where, found, wanted));
  }
}
