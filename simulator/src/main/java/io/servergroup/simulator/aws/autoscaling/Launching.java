package io.servergroup.simulator.aws.autoscaling;

import io.servergroup.simulator.aws.LoadBalancing;
import io.servergroup.simulator.aws.ec2.Ec2World;
import io.servergroup.simulator.aws.ec2.Instance;
import io.servergroup.simulator.aws.ec2.InstanceState;
import io.servergroup.simulator.aws.ec2.LaunchOrder;
import io.servergroup.simulator.aws.ec2.Subnet;
import io.servergroup.simulator.aws.ec2.TemplateVersion;
import io.servergroup.simulator.aws.world.Account;
import io.servergroup.simulator.aws.world.WorldTimings.Step;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;

/**
 * The way of a new instance into service or into the warm pool, and that of one from the pool into
 * service. The launch hooks hold an instance that goes through the pool twice, in {@code
 * Warmed:Pending:Wait} and in {@code Pending:Wait}.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/autoscaling/ec2/userguide/warm-pool-instance-lifecycle.html">Use
 *     lifecycle hooks with a warm pool</a>
 */
final class Launching implements Passage {
  private final AutoScalingWorld world;
  private final Account account;
  private final Ec2World ec2;
  private final LoadBalancing balancing;

  Launching(AutoScalingWorld world, Account account, Ec2World ec2, LoadBalancing balancing) {
    this.world = world;
    this.account = account;
    this.ec2 = ec2;
    this.balancing = balancing;
  }

  /**
   * Brings one more instance on its way into service: from the warm pool or, when none is ready
   * there, a new one.
   *
   * @return false when no subnet of the group could take it
   */
  boolean launch(Group group) {
    String cause =
        "an instance was started in response to a difference between desired and actual capacity, increasing the capacity from %d to %d."
            .formatted(group.counted(), group.counted() + 1);
    return world.pools().draw(group, cause)
        || launch(group, Comparator.comparingInt(group::countedIn), MemberState.PENDING, cause);
  }

  /**
   * Launches one instance into the warm pool.
   *
   * @return false when no subnet of the group could take it
   */
  boolean launchWarm(Group group) {
    WarmPool pool = group.warmPool();
    return launch(
        group,
        Comparator.comparingLong(subnet -> pool.countIn(subnet.zone())),
        MemberState.WARMED_PENDING,
        "an instance was started in response to a difference between desired and actual warm pool capacity, increasing the warm pool capacity from %d to %d."
            .formatted(pool.size(), pool.size() + 1));
  }

  /** Launches one instance into one subnet, to balance the zones; empty when EC2 refuses. */
  Optional<Member> launchIn(Group group, Subnet subnet, String cause) {
    return launch(group, subnet, MemberState.PENDING, cause);
  }

  private boolean launch(Group group, Comparator<Subnet> order, MemberState first, String cause) {
    for (Subnet subnet : group.settings().subnets().stream().sorted(order).toList()) {
      if (launch(group, subnet, first, cause).isPresent()) {
        return true;
      }
    }
    group.launchFailed(account.now());
    return false;
  }

  private Optional<Member> launch(Group group, Subnet subnet, MemberState first, String cause) {
    String what = "Launching a new EC2 instance" + (first.pooled() ? " into warm pool" : "");
    Activity activity = world.startActivity(group, what, cause, subnet);
    Instance instance;
    try {
      instance = ec2.launch(order(group, subnet));
    } catch (Ec2Exception e) {
      String message = e.awsErrorDetails().errorMessage() + " Launching EC2 instance failed.";
      Place destination = first.pooled() ? Place.WARM_POOL : Place.GROUP;
      fail(activity, null, message, Place.EC2, destination);
      return Optional.empty();
    }
    activity.setDescription(what + ": " + instance.id());
    activity.setStatus("PreInService");
    Member member = new Member(group, instance, first, activity, account.now());
    world.enrol(member);
    account.changed("autoscaling", instance.id(), first + " in group " + group.id());
    begin(member);
    return Optional.of(member);
  }

  /** Begins the way of an instance that has just become pending. */
  void begin(Member member) {
    account.after(Step.GROUP_STEP, "launch hooks of " + member.instanceId(), () -> hold(member));
  }

  private LaunchOrder order(Group group, Subnet subnet) {
    LaunchSource source = group.settings().source();
    TemplateVersion version = source.resolve(ec2.templates());
    Map<String, String> tags = new LinkedHashMap<>();
    group.propagated().forEach(key -> tags.put(key, group.tag(key)));
    tags.put("aws:autoscaling:groupName", group.id());
    tags.put("aws:ec2launchtemplate:id", version.template().id());
    tags.put("aws:ec2launchtemplate:version", Long.toString(version.number()));
    return new LaunchOrder(version, source.instanceType(), subnet, tags);
  }

  private void hold(Member member) {
    if (member.state() != member.step(MemberState.PENDING)) {
      return;
    }
    List<Hook> hooks = member.group().hooks(Transition.LAUNCHING);
    if (hooks.isEmpty()) {
      arrive(member);
      return;
    }
    world.move(member, member.step(MemberState.PENDING_WAIT));
    member.activity().setStatus("MidLifecycleAction");
    world.actions().hold(member, hooks, this, member.origin(), member.place());
  }

  @Override
  public void proceed(Member member) {
    world.move(member, member.step(MemberState.PENDING_PROCEED));
    account.after(
        Step.GROUP_STEP,
        member.instanceId() + " enters " + (member.state().pooled() ? "the warm pool" : "service"),
        () -> arrive(member));
  }

  private void arrive(Member member) {
    if (!member.state().pooled()) {
      enterService(member);
    } else if (!member.state().terminating()) {
      world.pools().settle(member);
    }
  }

  @Override
  public void abandoned(Member member, HeldAction action, String why) {
    failed(
        member,
        "Instance failed to complete user's Lifecycle Action: Lifecycle Action with token "
            + action.token()
            + " was abandoned: "
            + why);
    world
        .terminating()
        .begin(
            member,
            "an instance was taken out of service in response to a lifecycle action that was abandoned.");
  }

  /** Notes that an instance will not come into service. */
  void failed(Member member, String message) {
    member.group().launchFailed(account.now());
    fail(member.activity(), member.instanceId(), message, member.origin(), member.place());
  }

  /** The EC2 instance runs now, which may be all it waited for. */
  void runs(Member member) {
    boolean ready =
        member.state() == MemberState.PENDING_PROCEED
            || (member.state() == MemberState.PENDING
                && member.group().hooks(Transition.LAUNCHING).isEmpty());
    if (ready) {
      account.after(
          Step.GROUP_STEP, member.instanceId() + " enters service", () -> enterService(member));
    }
  }

  /** Puts an instance into service that nothing holds back; does nothing while something does. */
  void enterService(Member member) {
    boolean ready =
        member.state() == MemberState.PENDING_PROCEED || member.state() == MemberState.PENDING;
    if (!ready || member.instance().state() != InstanceState.RUNNING) {
      return;
    }
    Group group = member.group();
    register(member);
    world.move(member, MemberState.IN_SERVICE);
    member.setInServiceSince(account.now());
    group.launchSucceeded();
    member.activity().end("Successful", "", account.now());
    world.notices().launchSuccessful(member);
    world.health().inService(member);
    world.capacity().evaluate(group);
  }

  private void register(Member member) {
    Group group = member.group();
    if (group.settings().balancers().isEmpty() || group.suspended("AddToLoadBalancer")) {
      return;
    }
    member.setRegistered(true);
    balancing.register(group.settings().balancers(), member.instanceId());
  }

  private void fail(
      Activity activity, String instanceId, String message, Place origin, Place destination) {
    activity.end("Failed", message, account.now());
    account.changed(
        "autoscaling", activity.group().id(), "launch " + activity.id() + " failed: " + message);
    world.notices().launchUnsuccessful(activity, instanceId, origin, destination);
  }
}
