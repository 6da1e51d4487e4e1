package io.servergroup.rollout;

import io.servergroup.group.AutoScalingGroup;
import io.servergroup.group.ServerGroup;
import io.servergroup.health.GroupHealth;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * Whether a rollout may start. What concerns health can be skipped; what keeps replacing servers
 * from being safe can not.
 */
public final class Preflight {
  private final RolloutInput input;
  private final Survey survey;
  private final ServerGroup group;
  private final Findings findings = new Findings();

  private Preflight(RolloutInput input, Survey survey) {
    this.input = input;
    this.survey = survey;
    this.group = survey.situation().health().group();
  }

  /** All reasons not to start; empty when the rollout may start. */
  public static List<Finding> check(RolloutInput input, Survey survey) {
    return new Preflight(input, survey).check();
  }

  private List<Finding> check() {
    if (group.size() == 0) {
      findings.add(
          "server group " + group.name(),
          group.autoScalingGroups().isEmpty()
              ? "no Auto Scaling group carries the tag ServerGroupName=" + group.name()
              : "its Auto Scaling groups want no instance at all",
          "check the name, the tag and the region");
      return findings.all();
    }
    checkLock();
    checkBatchSize();
    checkServers();
    checkAlarms();
    for (AutoScalingGroup each : group.autoScalingGroups()) {
      new GroupPreflight(each, survey, findings).check(input);
    }
    new WarmPoolPreflight(group, survey.situation().resolvedNow(), findings).check(input);
    new SlotPreflight(group, findings).check();
    survey.hooks().forEach(findings::add);
    if (!input.skipHealthCheck()) {
      survey.drift().forEach(findings::add);
      checkHealth();
    }
    return findings.all();
  }

  private void checkLock() {
    survey
        .situation()
        .lock()
        .holder()
        .ifPresent(
            holder ->
                findings.add(
                    "server group " + group.name(),
                    "another rollout is running: " + holder,
                    "wait for it to end, or stop that execution"));
  }

  private void checkBatchSize() {
    int batch = input.batchSize().servers(group.size());
    if (batch > group.size()) {
      findings.add(
          "input batchSize",
          batch + " servers, but the group has " + group.size(),
          "use at most " + group.size());
    }
  }

  private void checkServers() {
    NavigableSet<Integer> unknown = new TreeSet<>(input.servers());
    survey
        .situation()
        .health()
        .servers()
        .forEach(verdict -> verdict.server().index().ifPresent(unknown::remove));
    if (!unknown.isEmpty()) {
      findings.add(
          "input servers",
          "the group has no servers with the numbers " + unknown,
          "name servers that exist");
    }
  }

  private void checkAlarms() {
    List<String> missing = survey.situation().alarms().missing();
    if (!missing.isEmpty()) {
      findings.add(
          "input alarms",
          "there are no alarms named " + String.join(", ", missing),
          "name alarms of this account and region");
    }
    List<String> loud = survey.situation().alarms().inAlarm();
    if (!loud.isEmpty()) {
      findings.add(
          "input alarms",
          "in ALARM already: " + String.join(", ", loud),
          "wait until they are quiet, or start without them");
    }
  }

  private void checkHealth() {
    List<String> unhealthy =
        survey.situation().health().unhealthy().stream()
            .map(GroupHealth.Verdict::explanation)
            .toList();
    if (!unhealthy.isEmpty()) {
      findings.add(
          "health of " + group.name(),
          unhealthy.size()
              + " of "
              + group.size()
              + " servers are unhealthy: "
              + Listing.of(unhealthy),
          "wait for those that are on their way, heal the others, start again if a load balancer could only not be read, or start with"
              + " skipHealthCheck");
    }
  }
}
