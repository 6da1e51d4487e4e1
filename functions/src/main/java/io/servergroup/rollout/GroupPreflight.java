package io.servergroup.rollout;

import io.servergroup.group.AutoScalingGroup;
import io.servergroup.group.Instance;
import io.servergroup.group.MaintenancePolicy;
import io.servergroup.group.TemplateNaming;
import io.servergroup.group.TemplateVersion;
import io.servergroup.health.Roster;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What keeps one Auto Scaling group from replacing its instances safely. */
final class GroupPreflight {
  private static final String REBALANCING = "AZRebalance";
  private static final String STOP_ONLY = "roll it with onFailure STOP";

  private final AutoScalingGroup group;
  private final Survey survey;
  private final Findings findings;

  GroupPreflight(AutoScalingGroup group, Survey survey, Findings findings) {
    this.group = group;
    this.survey = survey;
    this.findings = findings;
  }

  void check(RolloutInput input) {
    checkTemplate(input);
    checkWayBack(input);
    checkMaintenance();
    checkProcesses();
    checkRefresh();
    checkSize();
    checkGracePeriod();
  }

  private void checkTemplate(RolloutInput input) {
    if (group.template().isEmpty()) {
      add("names no launch template", "give it one; nothing says what to launch otherwise");
      return;
    }
    String template = group.template().get().templateId();
    Targets targets = survey.situation().resolvedNow();
    boolean exists =
        input.launchTemplateVersion().isPresent()
            ? targets.fixed().containsKey(template)
            : targets.of(group).isPresent();
    if (!exists) {
      add(
          "version "
              + input.launchTemplateVersion().orElse(group.template().get().version())
              + " of launch template "
              + template
              + " does not exist",
          "name a version that exists");
    }
    if (group.naming() == TemplateNaming.POLICY_BY_TYPE) {
      add(
          "its mixed instances policy overrides the launch template for some instance types, whose"
              + " instances would never be at the target",
          "name one launch template for all types");
    }
  }

  /** A group can be told another version of the template it names, and no other template. */
  private void checkWayBack(RolloutInput input) {
    if (input.onFailure() != OnFailure.ROLLBACK || group.template().isEmpty()) {
      return;
    }
    String template = group.template().get().templateId();
    List<Instance> replaced =
        Roster.members(group).stream().filter(instance -> isReplaced(instance, input)).toList();
    List<String> strangers =
        replaced.stream()
            .filter(i -> i.template().filter(v -> v.templateId().equals(template)).isEmpty())
            .map(i -> i.id() + " at " + i.template().map(Object::toString).orElse("none"))
            .toList();
    if (!strangers.isEmpty()) {
      add(
          "names launch template "
              + template
              + ", which "
              + Listing.of(strangers)
              + " was not launched from, so that a rollback could not bring its servers back",
          STOP_ONLY);
    }
    SortedMap<TemplateVersion, TemplateVersion> versions = new TreeMap<>();
    EqualVersions equal = survey.situation().resolvedNow().equal();
    replaced.stream()
        .flatMap(instance -> instance.template().stream())
        .forEach(version -> versions.putIfAbsent(equal.firstOf(version), version));
    if (versions.size() > 1) {
      add(
          "has servers to be replaced at "
              + Listing.of(versions.values().stream().map(Object::toString).toList())
              + ", and launches one version for all of them, so that a rollback would bring some to a"
              + " version that they never had",
          STOP_ONLY);
    }
  }

  private boolean isReplaced(Instance instance, RolloutInput input) {
    return input.isAbout(group)
        && (input.replaceAll() || !survey.situation().resolvedNow().areMetBy(group, instance));
  }

  private void checkMaintenance() {
    Optional<MaintenancePolicy> policy = group.maintenance();
    if (policy.isEmpty()) {
      add(
          "has no instance maintenance policy, so the account decides whether a replacement is"
              + " launched before its predecessor has left its slot",
          "set one that terminates first: min 0 %, max 100 %");
    } else if (policy.get().mayLaunchFirst()) {
      add(
          "its instance maintenance policy launches replacements first (max "
              + policy.get().maxHealthyPercentage()
              + " %)",
          "set one that terminates first: min 0 %, max 100 %");
    }
  }

  private void checkProcesses() {
    String suspended = Processes.suspended(group);
    if (!suspended.isEmpty()) {
      add(suspended, "resume these processes");
    }
    if (group.zones().size() > 1 && !group.suspendedProcesses().contains(REBALANCING)) {
      add(
          "launches into "
              + String.join(", ", group.zones())
              + " and its process "
              + REBALANCING
              + " is active: it would launch "
              + (survey.situation().health().group().slots().isEmpty()
                  ? "and terminate instances of its own while the rollout replaces others"
                  : "a replacement where no slot is free"),
          "suspend it, or keep the group in one availability zone");
    }
  }

  private void checkRefresh() {
    Optional.ofNullable(survey.refreshes().get(group.name()))
        .ifPresent(words -> add(words, "wait for it to end, or cancel it"));
  }

  private void checkSize() {
    if (group.index().isPresent() && group.desiredCapacity() > 1) {
      add(
          "wants " + group.desiredCapacity() + " instances but carries one ServerGroupIndex",
          "a group of several servers carries no index");
    }
    int members = Roster.members(group).size();
    if (members > group.desiredCapacity()) {
      add(
          "has " + members + " instances but wants " + group.desiredCapacity(),
          "wait until it has settled; return or terminate instances in Standby");
    }
  }

  /** A group that goes by its load balancers gives up on what they can not have found healthy. */
  private void checkGracePeriod() {
    if (!group.healthCheckType().contains("ELB")) {
      return;
    }
    for (String balancer : group.classicLoadBalancers()) {
      checkGracePeriod("load balancer " + balancer, survey.untilHealthy().get(balancer));
    }
    for (String targetGroup : group.targetGroups()) {
      checkGracePeriod("target group " + targetGroup, survey.untilHealthy().get(targetGroup));
    }
  }

  private void checkGracePeriod(String balancer, Duration untilHealthy) {
    if (untilHealthy != null && group.healthCheckGracePeriod().compareTo(untilHealthy) < 0) {
      add(
          "its health check grace period is "
              + group.healthCheckGracePeriod().toSeconds()
              + " seconds, but "
              + balancer
              + " needs "
              + untilHealthy.toSeconds()
              + " to find an instance healthy, so every new instance may be replaced before",
          "raise it above what the software needs to start and the checks to pass");
    }
  }

  private void add(String found, String wanted) {
    findings.add("Auto Scaling group " + group.name(), found, wanted);
  }
}
