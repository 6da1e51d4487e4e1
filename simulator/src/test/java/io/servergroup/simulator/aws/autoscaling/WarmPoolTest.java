package io.servergroup.simulator.aws.autoscaling;

import static io.servergroup.simulator.aws.world.TestWorld.LAUNCH_HOOK;
import static io.servergroup.simulator.aws.world.TestWorld.TERMINATE_HOOK;
import static io.servergroup.simulator.aws.world.TestWorld.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.simulator.aws.ec2.InstanceState;
import io.servergroup.simulator.aws.world.Lifecycle;
import io.servergroup.simulator.aws.world.TestWorld;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.Instance;
import software.amazon.awssdk.services.autoscaling.model.PutWarmPoolRequest;
import software.amazon.awssdk.services.autoscaling.model.WarmPoolStatus;

/** The rules are those of the user guide's chapter on warm pools and of the API reference. */
class WarmPoolTest {
  private final TestWorld world = new TestWorld();

  @Test
  void aPoolIsFilledToTheMaximumSizeAndItsInstancesAreStoppedAfterTheirLaunchHook() {
    world.createGroup("g0", 1, group -> {});
    world.inService("g0");
    putPool(pool -> {});
    Member spare = awaitSpare(MemberState.WARMED_PENDING_WAIT);
    assertEquals(List.of("EC2", "WarmPool", "autoscaling:EC2_INSTANCE_LAUNCHING"), lastWay(spare));
    assertEquals(
        1, world.members("g0").size(), "it is no member that DescribeAutoScalingGroups has");

    world.complete(spare, LAUNCH_HOOK, "CONTINUE");
    awaitSpare(MemberState.WARMED_STOPPED);
    assertEquals(InstanceState.STOPPED, spare.instance().state());
    assertEquals(1, group().instances().size());
    assertEquals(1, group().warmPoolSize());
    assertEquals("Stopped", group().warmPoolConfiguration().poolStateAsString());
    assertEquals(
        List.of("Warmed:Stopped"),
        describedPool().stream().map(Instance::lifecycleStateAsString).toList());
    assertEquals(
        "Warmed:Stopped",
        world
            .autoScaling
            .describeAutoScalingInstances(d -> d.instanceIds(spare.instanceId()))
            .autoScalingInstances()
            .getFirst()
            .lifecycleState());
    assertFalse(world.balancer.registered(spare.instanceId()));
  }

  @Test
  void aScaleOutStartsAnInstanceOfThePoolAndRunsItsLaunchHookAgain() {
    world.createGroup("g0", 1, group -> group.targetGroupARNs("arn:tg"));
    Member first = world.inService("g0");
    Member spare = warm(pool -> {});
    world.autoScaling.setDesiredCapacity(d -> d.autoScalingGroupName("g0").desiredCapacity(2));
    world.until(() -> spare.state() == MemberState.PENDING_WAIT);
    assertEquals(
        List.of("WarmPool", "AutoScalingGroup", "autoscaling:EC2_INSTANCE_LAUNCHING"),
        lastWay(spare));
    assertEquals(List.of(first, spare), world.members("g0"));
    assertEquals(List.of(), describedPool());

    world.complete(spare, LAUNCH_HOOK, "CONTINUE");
    world.until(() -> spare.state() == MemberState.IN_SERVICE);
    assertEquals(InstanceState.RUNNING, spare.instance().state());
    assertTrue(world.balancer.registered(spare.instanceId()));
    assertEquals("WarmPool", world.events.getLast().detail().get("Origin"));
    world.pass(3_600);
    assertEquals(List.of(), spares(), "the group is as large as it may be");
    assertEquals(
        List.of(
            MemberState.WARMED_PENDING,
            MemberState.WARMED_PENDING_WAIT,
            MemberState.WARMED_PENDING_PROCEED,
            MemberState.WARMED_STOPPED,
            MemberState.PENDING,
            MemberState.PENDING_WAIT,
            MemberState.PENDING_PROCEED,
            MemberState.IN_SERVICE),
        spare.lifecycle().history().stream().map(Lifecycle.Entry::state).toList());
  }

  @Test
  void aReplacementComesFromThePoolWhichIsThenFilledAgain() {
    world.createGroup("g0", 1, group -> {});
    Member old = world.inService("g0");
    Member spare = warm(pool -> {});
    world.autoScaling.setInstanceHealth(
        s ->
            s.instanceId(old.instanceId())
                .healthStatus("Unhealthy")
                .shouldRespectGracePeriod(false));
    world.until(() -> spare.state() == MemberState.PENDING_WAIT);
    world.until(() -> old.state() == MemberState.TERMINATING_WAIT);
    Member next = awaitSpare(MemberState.WARMED_PENDING_WAIT);
    assertNotEquals(spare, next);
  }

  @Test
  void aPoolInstanceThatIsNotReadyIsPassedOverForANewOne() {
    world.createGroup("g0", 1, group -> {});
    Member first = world.inService("g0");
    putPool(pool -> {});
    Member unready = awaitSpare(MemberState.WARMED_PENDING_WAIT);
    world.autoScaling.setDesiredCapacity(d -> d.autoScalingGroupName("g0").desiredCapacity(2));
    world.until(() -> world.members("g0").size() == 2);
    Member launched = world.members("g0").getLast();
    assertNotEquals(unready, launched);
    assertNotEquals(first, launched);
    world.until(() -> launched.state() == MemberState.PENDING_WAIT);
    assertEquals(
        List.of("EC2", "AutoScalingGroup", "autoscaling:EC2_INSTANCE_LAUNCHING"),
        lastWay(launched));
  }

  @Test
  void withReuseAScaleInReturnsTheInstanceToThePoolByWayOfTheTerminateHook() {
    world.createGroup("g0", 1, group -> group.targetGroupARNs("arn:tg"));
    Member member = world.inService("g0");
    putPool(
        pool -> pool.maxGroupPreparedCapacity(1).instanceReusePolicy(r -> r.reuseOnScaleIn(true)));
    world.pass(600);
    assertEquals(List.of(), spares());

    world.autoScaling.setDesiredCapacity(d -> d.autoScalingGroupName("g0").desiredCapacity(0));
    world.until(() -> member.state() == MemberState.WARMED_PENDING);
    assertFalse(world.balancer.registered(member.instanceId()));
    world.until(() -> member.state() == MemberState.WARMED_PENDING_WAIT);
    assertEquals(InstanceState.RUNNING, member.instance().state());
    assertEquals(
        List.of("AutoScalingGroup", "WarmPool", "autoscaling:EC2_INSTANCE_TERMINATING"),
        lastWay(member));
    assertEquals(List.of(), world.members("g0"));

    world.complete(member, TERMINATE_HOOK, "CONTINUE");
    world.until(() -> member.state() == MemberState.WARMED_STOPPED);
    assertEquals("EC2 Instance Terminate Successful", world.events.getLast().type());
    assertEquals("WarmPool", world.events.getLast().detail().get("Destination"));
    world.pass(3_600);
    assertEquals(List.of(member), spares(), "the returned instance is all the pool needs");

    world.autoScaling.setDesiredCapacity(d -> d.autoScalingGroupName("g0").desiredCapacity(1));
    assertEquals(member, world.inService("g0"));
  }

  @Test
  void withoutReuseAScaleInTerminatesAndThePoolIsFilledWithNewInstances() {
    world.createGroup("g0", 1, group -> group.maxSize(1));
    Member member = world.inService("g0");
    putPool(pool -> {});
    world.autoScaling.setDesiredCapacity(d -> d.autoScalingGroupName("g0").desiredCapacity(0));
    world.until(() -> member.state() == MemberState.TERMINATING_WAIT);
    assertNotEquals(member, awaitSpare(MemberState.WARMED_PENDING_WAIT));
  }

  @Test
  void anUnhealthyInstanceIsTerminatedEvenWhereScaleInsReturnInstances() {
    world.createGroup("g0", 1, group -> {});
    Member sick = world.inService("g0");
    Member spare = warm(pool -> pool.instanceReusePolicy(reuse -> reuse.reuseOnScaleIn(true)));
    world.autoScaling.setInstanceHealth(
        s ->
            s.instanceId(sick.instanceId())
                .healthStatus("Unhealthy")
                .shouldRespectGracePeriod(false));
    world.until(() -> sick.state() == MemberState.TERMINATING_WAIT);
    world.until(() -> spare.state() == MemberState.PENDING_WAIT);
    world.complete(sick, TERMINATE_HOOK, "CONTINUE");
    world.until(() -> sick.state() == MemberState.TERMINATED);
  }

  @Test
  void aLaunchHookThatAbandonsAPoolInstanceHasItTerminatedAndReplaced() {
    world.createGroup("g0", 0, group -> {});
    putPool(pool -> {});
    Member first = awaitSpare(MemberState.WARMED_PENDING_WAIT);
    world.complete(first, LAUNCH_HOOK, "ABANDON");
    assertEquals(MemberState.WARMED_TERMINATING, first.state());
    assertEquals(1, world.groups.group("g0").failedLaunches());
    world.until(() -> first.state() == MemberState.WARMED_TERMINATING_WAIT);
    assertEquals(
        List.of("WarmPool", "EC2", "autoscaling:EC2_INSTANCE_TERMINATING"), lastWay(first));
    world.complete(first, TERMINATE_HOOK, "CONTINUE");
    world.until(() -> first.state() == MemberState.WARMED_TERMINATED);
    assertNull(world.groups.member(first.instanceId()));
    world.until(() -> spares().size() == 1);
    assertNotEquals(first, spares().getFirst());
  }

  @Test
  void runningAndHibernatedPoolsKeepTheirInstancesThatWay() {
    world.createGroup("g0", 0, group -> group.lifecycleHookSpecificationList(List.of()));
    putPool(pool -> pool.poolState("Running"));
    Member running = awaitSpare(MemberState.WARMED_RUNNING);
    assertEquals(InstanceState.RUNNING, running.instance().state());

    world.createGroup("g1", 0, group -> group.lifecycleHookSpecificationList(List.of()));
    world.autoScaling.putWarmPool(p -> p.autoScalingGroupName("g1").poolState("Hibernated"));
    world.until(() -> spares("g1").size() == 1);
    Member asleep = spares("g1").getFirst();
    world.until(() -> asleep.state() == MemberState.WARMED_HIBERNATED);
    assertEquals(InstanceState.STOPPED, asleep.instance().state());
    assertEquals("Client.UserInitiatedHibernate", asleep.instance().endReason());
  }

  @Test
  void aPoolInstanceTerminatedInEc2IsReplaced() {
    world.createGroup("g0", 0, group -> group.lifecycleHookSpecificationList(List.of()));
    putPool(pool -> {});
    Member gone = awaitSpare(MemberState.WARMED_STOPPED);
    world.ec2.terminateInstances(t -> t.instanceIds(gone.instanceId()));
    world.until(() -> gone.state() == MemberState.WARMED_TERMINATED);
    world.until(() -> spares().size() == 1 && spares().getFirst().state().warm());
  }

  @Test
  void aPoolThatBecameTooLargeShrinksToItsTarget() {
    world.createGroup("g0", 0, group -> group.maxSize(3).lifecycleHookSpecificationList(List.of()));
    putPool(pool -> {});
    world.until(() -> spares().size() == 3);
    putPool(pool -> pool.maxGroupPreparedCapacity(0).minSize(1));
    world.until(() -> spares().size() == 1);
    world.pass(3_600);
    assertEquals(1, spares().size());
    putPool(pool -> pool.maxGroupPreparedCapacity(-1));
    world.until(() -> spares().size() == 3);
  }

  @Test
  void aPoolKeepsWhatTheGroupWaitsForWhileLaunchIsSuspended() {
    world.createGroup("g0", 1, group -> {});
    world.inService("g0");
    Member spare = warm(pool -> {});
    world.autoScaling.suspendProcesses(
        s -> s.autoScalingGroupName("g0").scalingProcesses("Launch"));
    world.autoScaling.setDesiredCapacity(d -> d.autoScalingGroupName("g0").desiredCapacity(2));
    world.pass(3_600);
    assertEquals(MemberState.WARMED_STOPPED, spare.state());
    world.autoScaling.resumeProcesses(r -> r.autoScalingGroupName("g0").scalingProcesses("Launch"));
    world.until(() -> spare.state() == MemberState.PENDING_WAIT);
  }

  @Test
  void deletingAPoolWaitsForTheHooksOfItsInstances() {
    world.createGroup("g0", 1, group -> {});
    world.inService("g0");
    Member spare = warm(pool -> {});
    world.autoScaling.deleteWarmPool(d -> d.autoScalingGroupName("g0"));
    assertEquals(WarmPoolStatus.PENDING_DELETE, group().warmPoolConfiguration().status());
    world.until(() -> spare.state() == MemberState.WARMED_TERMINATING_WAIT);
    world.complete(spare, TERMINATE_HOOK, "CONTINUE");
    world.until(() -> spare.state() == MemberState.WARMED_TERMINATED);
    assertNull(group().warmPoolConfiguration());
    assertEquals(1, world.members("g0").size());
  }

  @Test
  void forceDeletingAPoolDropsItsInstancesAndTheirActionsAtOnce() {
    world.createGroup("g0", 1, group -> group.maxSize(3));
    Member serving = world.inService("g0");
    putPool(pool -> {});
    world.until(() -> spares().size() == 2);
    world.until(() -> spares().getFirst().state() == MemberState.WARMED_PENDING_WAIT);
    List<Member> dropped = spares();
    world.autoScaling.deleteWarmPool(d -> d.autoScalingGroupName("g0").forceDelete(true));
    assertNull(group().warmPoolConfiguration());
    assertEquals(List.of(), world.groups.heldActions());
    world.pass(3_600);
    assertEquals(List.of(), world.groups.heldActions());
    for (Member member : dropped) {
      assertEquals(InstanceState.TERMINATED, member.instance().state());
      assertNull(world.groups.member(member.instanceId()));
    }
    assertEquals(List.of(serving), world.members("g0"));
  }

  @Test
  void aPoolIsListedPageByPage() {
    world.createGroup("g0", 0, group -> group.maxSize(7).lifecycleHookSpecificationList(List.of()));
    putPool(pool -> {});
    world.until(() -> spares().size() == 7);
    var pages =
        world.autoScaling.describeWarmPoolPaginator(
            d -> d.autoScalingGroupName("g0").maxRecords(3));
    assertEquals(3L, pages.stream().count());
    assertEquals(
        spares().stream().map(Member::instanceId).toList(),
        pages.instances().stream().map(Instance::instanceId).toList());
  }

  @Test
  void poolInstancesAreRefusedWhatOnlyMembersOfTheGroupMayBeAsked() {
    world.createGroup("g0", 0, group -> group.lifecycleHookSpecificationList(List.of()));
    putPool(pool -> {});
    Member spare = awaitSpare(MemberState.WARMED_STOPPED);
    refused(
        "ValidationError",
        () ->
            world.autoScaling.terminateInstanceInAutoScalingGroup(
                t -> t.instanceId(spare.instanceId()).shouldDecrementDesiredCapacity(false)));
    refused(
        "ValidationError",
        () ->
            world.autoScaling.detachInstances(
                d ->
                    d.autoScalingGroupName("g0")
                        .instanceIds(spare.instanceId())
                        .shouldDecrementDesiredCapacity(false)));
    refused("ValidationError", () -> putPool(pool -> pool.poolState("Asleep")));
    refused("ValidationError", () -> putPool(pool -> pool.minSize(-1)));
    refused(
        "ResourceInUse",
        () -> world.autoScaling.deleteAutoScalingGroup(d -> d.autoScalingGroupName("g0")));
  }

  @Test
  void aFullPoolTakesNoEvents() {
    world.createGroup(
        "g0", 1, group -> group.maxSize(50).lifecycleHookSpecificationList(List.of()));
    putPool(pool -> {});
    world.pass(3_600);
    assertEquals(49, spares().stream().filter(member -> member.state().warm()).count());
    long before = world.simulation.queue().executed();
    world.pass(24 * 3_600);
    assertEquals(before, world.simulation.queue().executed());
  }

  private void putPool(Consumer<PutWarmPoolRequest.Builder> more) {
    world.autoScaling.putWarmPool(
        request -> {
          request.autoScalingGroupName("g0");
          more.accept(request);
        });
  }

  /** Puts a pool that is to have one instance and waits until that is stopped. */
  private Member warm(Consumer<PutWarmPoolRequest.Builder> more) {
    putPool(more);
    world.complete(awaitSpare(MemberState.WARMED_PENDING_WAIT), LAUNCH_HOOK, "CONTINUE");
    return awaitSpare(MemberState.WARMED_STOPPED);
  }

  private Member awaitSpare(MemberState state) {
    world.until(() -> spares().size() == 1 && spares().getFirst().state() == state);
    return spares().getFirst();
  }

  private List<Member> spares() {
    return spares("g0");
  }

  private List<Member> spares(String group) {
    WarmPool pool = world.groups.group(group).warmPool();
    assertNotNull(pool);
    return pool.members().stream().filter(member -> !member.state().terminating()).toList();
  }

  private AutoScalingGroup group() {
    return world
        .autoScaling
        .describeAutoScalingGroups(d -> d.autoScalingGroupNames("g0"))
        .autoScalingGroups()
        .getFirst();
  }

  private List<Instance> describedPool() {
    return world.autoScaling.describeWarmPool(d -> d.autoScalingGroupName("g0")).instances();
  }

  /** Origin, destination and transition of the last lifecycle action announced for a member. */
  private List<Object> lastWay(Member member) {
    return world.events.stream()
        .filter(event -> event.type().endsWith("Lifecycle Action"))
        .filter(event -> member.instanceId().equals(event.detail().get("EC2InstanceId")))
        .reduce((first, second) -> second)
        .map(
            event ->
                List.of(
                    event.detail().get("Origin"),
                    event.detail().get("Destination"),
                    event.detail().get("LifecycleTransition")))
        .orElseThrow();
  }
}
