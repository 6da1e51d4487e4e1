package io.servergroup.simulator.aws.autoscaling;

import io.servergroup.simulator.aws.LoadBalancing;
import io.servergroup.simulator.aws.ec2.InstanceState;
import io.servergroup.simulator.aws.world.Account;
import io.servergroup.simulator.aws.world.WorldTimings.Step;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Finds members that are unhealthy and has them replaced. Driven by changes, never by polling. */
final class HealthChecks {
  /**
   * Something wrong with a member.
   *
   * @param inWords for the activity's cause
   * @param afterGrace whether it counts only once the grace period is over
   */
  private record Finding(String inWords, boolean afterGrace) {}

  private final AutoScalingWorld world;
  private final Account account;
  private final LoadBalancing balancing;
  private boolean launchBeforeTerminate;

  HealthChecks(AutoScalingWorld world, Account account, LoadBalancing balancing) {
    this.world = world;
    this.account = account;
    this.balancing = balancing;
  }

  /** The account setting that stands in for an instance maintenance policy where there is none. */
  void setLaunchBeforeTerminate(boolean launchBeforeTerminate) {
    this.launchBeforeTerminate = launchBeforeTerminate;
  }

  /** Something about a member changed; it is looked at after a while. */
  void changed(Member member) {
    if (member.state().counts() || member.state().warm()) {
      checkAt(member, account.now().plus(account.draw(Step.GROUP_HEALTH_CHECK)));
    }
  }

  /** A load balancer changed its mind about a member. */
  void balancerChanged(Member member) {
    Group group = member.group();
    if (!group.settings().checksLoadBalancers()) {
      return;
    }
    if (balancing.healthy(group.settings().balancers(), member.instanceId())) {
      if (!group.loadBalancerPassed()) {
        group.setLoadBalancerPassed();
        group.members().forEach(this::changed);
      }
    } else {
      changed(member);
    }
  }

  /** A member has just come into service: its grace period begins. */
  void inService(Member member) {
    Group group = member.group();
    if (group.settings().checksLoadBalancers()) {
      checkAt(member, graceEnd(member));
    }
  }

  /** A user said how a member is. */
  void set(Member member, boolean healthy, boolean respectGrace) {
    if (!healthy && respectGrace && inGrace(member)) {
      return;
    }
    member.setHealthy(healthy);
    account.changed("autoscaling", member.instanceId(), healthy ? "set Healthy" : "set Unhealthy");
    if (!healthy) {
      changed(member);
    }
  }

  private void check(Member member) {
    member.stopHealthCheck();
    Group group = member.group();
    if (!(member.state().counts() || member.state().warm()) || group.suspended("HealthCheck")) {
      return;
    }
    Optional<Finding> finding = finding(member);
    if (finding.isEmpty()) {
      return;
    }
    if (finding.get().afterGrace() && inGrace(member)) {
      checkAt(member, graceEnd(member));
      return;
    }
    if (member.healthy()) {
      member.setHealthy(false);
      account.changed("autoscaling", member.instanceId(), "Unhealthy: " + finding.get().inWords());
    }
    if (!group.suspended("ReplaceUnhealthy") && !group.suspended("Terminate")) {
      replace(member, finding.get());
    }
  }

  private Optional<Finding> finding(Member member) {
    InstanceState state = member.instance().state();
    if (member.state().warm() ? state.ending() : !starts(state)) {
      return Optional.of(
          new Finding("an EC2 health check indicating it has been terminated or stopped", false));
    }
    if (!member.healthy()) {
      return Optional.of(new Finding("a user health-check", false));
    }
    if (member.state() != MemberState.IN_SERVICE && member.state() != MemberState.WARMED_RUNNING) {
      return Optional.empty();
    }
    if (member.instance().impaired()) {
      return Optional.of(new Finding("an EC2 instance status checks failure", true));
    }
    Group group = member.group();
    if (group.settings().checksLoadBalancers()
        && group.loadBalancerPassed()
        && member.registered()
        && !balancing.healthy(group.settings().balancers(), member.instanceId())) {
      return Optional.of(new Finding("an ELB system health check failure", true));
    }
    return Optional.empty();
  }

  private static boolean starts(InstanceState state) {
    return state == InstanceState.PENDING || state == InstanceState.RUNNING;
  }

  private void replace(Member member, Finding finding) {
    Group group = member.group();
    if (member.state().pending() && member.inServiceSince() == null) {
      world
          .launching()
          .failed(
              member,
              "Instance became unhealthy while waiting for instance to be in InService state. Termination Reason: "
                  + member.instance().endReason());
    } else if (member.state() == MemberState.IN_SERVICE && launchesFirst(group)) {
      condemn(member);
      return;
    }
    world.terminating().begin(member, cause(finding));
  }

  private void condemn(Member member) {
    if (member.condemned()) {
      return;
    }
    member.group().condemn(member);
    account.changed(
        "autoscaling", member.instanceId(), "is terminated once its replacement is in service");
    world.capacity().evaluate(member.group());
  }

  /** Terminates the members whose replacements are in service. */
  void retireCondemned(Group group) {
    if (group.condemned() == 0) {
      return;
    }
    for (Member member : List.copyOf(group.members())) {
      boolean surplus = group.serving() + group.condemned() > group.desiredCapacity();
      if (surplus && member.condemned() && !member.state().terminating()) {
        world
            .terminating()
            .begin(
                member, "an instance was taken out of service as its replacement is in service.");
      }
    }
  }

  private boolean launchesFirst(Group group) {
    MaintenancePolicy policy = group.settings().policy();
    return policy == null ? launchBeforeTerminate : policy.launchesFirst();
  }

  /**
   * Has a member looked at by then. An earlier look that is already due takes care of the later
   * one: it comes back at the end of the grace period if it has to.
   */
  private void checkAt(Member member, Instant time) {
    if (time.isBefore(member.healthCheckTime())) {
      member.setHealthCheck(
          account.at(time, "health check of " + member.instanceId(), () -> check(member)), time);
    }
  }

  /** There is no grace period in a warm pool. */
  private boolean inGrace(Member member) {
    if (member.state().pooled()) {
      return false;
    }
    return member.inServiceSince() == null || account.now().isBefore(graceEnd(member));
  }

  private static Instant graceEnd(Member member) {
    return member.inServiceSince().plus(member.group().settings().gracePeriod());
  }

  private static String cause(Finding finding) {
    return "an instance was taken out of service in response to " + finding.inWords() + ".";
  }
}
