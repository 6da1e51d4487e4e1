package io.servergroup.cli.view;

import io.servergroup.group.AutoScalingGroup;
import io.servergroup.health.GroupHealth;
import io.servergroup.rollout.Survey;
import io.servergroup.simulator.rehearsal.RehearsalOptions.LoadBalancerKind;
import io.servergroup.simulator.rehearsal.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * The simulated cluster that is most like a real group, and where it is not.
 *
 * @param remarks what the simulator has otherwise, one sentence each
 */
public record Likeness(
    int servers, LoadBalancerKind loadBalancers, Topology topology, List<String> remarks) {
  /** As many zones as the simulated network has. */
  private static final int ZONES = 3;

  public Likeness {
    remarks = List.copyOf(remarks);
  }

  /** Of a group that exists and has servers. */
  public static Likeness of(Survey survey) {
    GroupHealth health = survey.situation().health();
    List<AutoScalingGroup> groups = health.group().autoScalingGroups();
    List<String> remarks = new ArrayList<>();
    Topology topology = topology(health, remarks);
    int servers = health.servers().size();
    long unhealthy = health.unhealthy().size();
    if (unhealthy > 0) {
      remarks.add(
          "%d of its servers are not healthy; those of the simulated cluster are: %s"
              .formatted(unhealthy, health.unhealthy().getFirst().explanation()));
    }
    TreeSet<String> zones = new TreeSet<>();
    groups.forEach(group -> zones.addAll(group.zones()));
    if (zones.size() != Math.min(ZONES, servers)) {
      remarks.add(
          "it is spread over %d zones, the simulated cluster over %d"
              .formatted(zones.size(), Math.min(ZONES, servers)));
    }
    if (topology.hasSlots()
        && health.group().slots().stream().allMatch(slot -> slot.volumes().isEmpty())) {
      remarks.add("its servers have no volumes, those of the simulated cluster have one each");
    }
    if (groups.stream().anyMatch(AutoScalingGroup::mixedInstances)) {
      remarks.add("mixed instances policies are simulated as plain launch templates");
    }
    if (!health.group().warmPools().isEmpty()) {
      remarks.add("its warm pools are left out");
    }
    remarks.add(
        "instances boot, and load balancers find them healthy, in the simulator's time, not in yours: `plan` uses yours");
    return new Likeness(servers, balancers(groups, remarks), topology, remarks);
  }

  private static Topology topology(GroupHealth health, List<String> remarks) {
    List<AutoScalingGroup> groups = health.group().autoScalingGroups();
    boolean indexed = groups.stream().allMatch(group -> group.index().isPresent());
    if (health.group().slots().isEmpty()) {
      if (!indexed) {
        remarks.add("it has groups of several servers; the simulated cluster has one for each");
      }
      return Topology.WITHOUT_IDENTITY;
    }
    return indexed ? Topology.GROUP_PER_SERVER : Topology.GROUP_PER_ZONE;
  }

  private static LoadBalancerKind balancers(List<AutoScalingGroup> groups, List<String> remarks) {
    TreeSet<String> classic = new TreeSet<>();
    TreeSet<String> targets = new TreeSet<>();
    groups.forEach(
        group -> {
          classic.addAll(group.classicLoadBalancers());
          targets.addAll(group.targetGroups());
        });
    if (classic.isEmpty() && targets.isEmpty()) {
      remarks.add("it has no load balancer, the simulated cluster has a target group");
      return LoadBalancerKind.TARGET_GROUP;
    }
    if (classic.size() > 1 || targets.size() > 1) {
      remarks.add(
          "it has %d classic load balancers and %d target groups, the simulated cluster at most one of each"
              .formatted(classic.size(), targets.size()));
    }
    if (classic.isEmpty()) {
      return LoadBalancerKind.TARGET_GROUP;
    }
    return targets.isEmpty() ? LoadBalancerKind.CLASSIC : LoadBalancerKind.BOTH;
  }
}
