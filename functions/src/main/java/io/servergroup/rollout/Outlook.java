package io.servergroup.rollout;

import io.servergroup.group.AutoScalingGroup;
import io.servergroup.group.Instance;
import io.servergroup.group.LifecycleState;
import io.servergroup.group.ServerGroup;
import io.servergroup.group.TemplateReference;
import io.servergroup.group.TemplateVersion;
import io.servergroup.health.GroupHealth;
import io.servergroup.health.Server;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A server group as it would be: every server that was replaced has a new healthy instance of its
 * target. One batch costs one pass over the servers; nothing is joined or judged again.
 */
final class Outlook {
  private final RolloutPlan plan;
  private final Situation begin;
  private final LockState lock;
  private List<AutoScalingGroup> groups;
  private List<GroupHealth.Verdict> servers;
  private int launched;

  Outlook(RolloutPlan plan, Situation begin, String execution) {
    this.plan = plan;
    this.begin = begin;
    this.lock = LockState.heldBy(execution);
    this.groups = begin.health().group().autoScalingGroups();
    this.servers = begin.health().servers();
  }

  /** What a look at this time would find. */
  Situation at(Instant time) {
    ServerGroup seen = begin.health().group();
    ServerGroup group =
        new ServerGroup(seen.name(), time, groups, seen.slots(), seen.warmPools(), seen.findings());
    return new Situation(
        new GroupHealth(group, begin.health().machines(), begin.health().loadBalancers(), servers),
        begin.resolvedNow(),
        lock,
        begin.alarms());
  }

  /** How many servers are healthy while these are away. */
  int healthyWithout(List<ChosenServer> batch) {
    Set<String> away = new HashSet<>();
    batch.forEach(server -> away.add(server.instanceId()));
    return (int)
        servers.stream()
            .filter(GroupHealth.Verdict::healthy)
            .filter(verdict -> verdict.server().instance().stream().noneMatch(leaves(away)))
            .count();
  }

  private static Predicate<Instance> leaves(Set<String> away) {
    return instance -> away.contains(instance.id());
  }

  /** Gives each of these servers a new instance. */
  void replace(List<ChosenServer> batch) {
    Map<String, List<ChosenServer>> perGroup = new HashMap<>();
    batch.forEach(
        server -> perGroup.computeIfAbsent(server.group(), name -> new ArrayList<>()).add(server));
    Map<String, AutoScalingGroup> changed = new HashMap<>();
    Map<String, Instance> successors = new HashMap<>();
    List<AutoScalingGroup> after = new ArrayList<>(groups.size());
    for (AutoScalingGroup group : groups) {
      List<ChosenServer> chosen = perGroup.getOrDefault(group.name(), List.of());
      AutoScalingGroup next = chosen.isEmpty() ? group : replaced(group, chosen, successors);
      if (!chosen.isEmpty()) {
        changed.put(group.name(), next);
      }
      after.add(next);
    }
    groups = after;
    servers = servers.stream().map(each -> after(each, changed, successors)).toList();
  }

  private AutoScalingGroup replaced(
      AutoScalingGroup group, List<ChosenServer> chosen, Map<String, Instance> successors) {
    Optional<TemplateVersion> target = plan.targets().of(group);
    List<Instance> instances = new ArrayList<>(group.instances());
    for (ChosenServer server : chosen) {
      Instance fresh =
          new Instance("new-" + ++launched, server.zone(), LifecycleState.IN_SERVICE, true, target);
      successors.put(key(group.name(), server.instanceId()), fresh);
      instances.removeIf(old -> old.id().equals(server.instanceId()));
      instances.add(fresh);
    }
    return withInstances(group, named(group, target), instances);
  }

  private Optional<TemplateReference> named(
      AutoScalingGroup group, Optional<TemplateVersion> target) {
    return plan.targets().areFixed()
        ? target.map(v -> new TemplateReference(v.templateId(), Long.toString(v.number())))
        : group.template();
  }

  private static GroupHealth.Verdict after(
      GroupHealth.Verdict verdict,
      Map<String, AutoScalingGroup> changed,
      Map<String, Instance> successors) {
    Server server = verdict.server();
    AutoScalingGroup group = changed.get(server.group().name());
    if (group == null) {
      return verdict;
    }
    // An empty place is filled by the one instance that was launched for it.
    Instance fresh =
        successors.remove(key(group.name(), server.instance().map(Instance::id).orElse("")));
    return fresh == null
        ? new GroupHealth.Verdict(with(server, group, server.instance()), verdict.failing())
        : new GroupHealth.Verdict(with(server, group, Optional.of(fresh)), List.of());
  }

  private static Server with(Server server, AutoScalingGroup group, Optional<Instance> instance) {
    return new Server(server.index(), group, instance, server.slot(), server.needsSlot());
  }

  private static String key(String group, String instance) {
    return group + ' ' + instance;
  }

  private static AutoScalingGroup withInstances(
      AutoScalingGroup group, Optional<TemplateReference> template, List<Instance> instances) {
    return new AutoScalingGroup(
        group.name(),
        group.arn(),
        group.index(),
        group.minSize(),
        group.desiredCapacity(),
        group.maxSize(),
        group.zones(),
        template,
        group.naming(),
        group.maintenance(),
        group.suspendedProcesses(),
        group.classicLoadBalancers(),
        group.targetGroups(),
        group.healthCheckType(),
        group.healthCheckGracePeriod(),
        group.identityPolicy(),
        instances);
  }
}
