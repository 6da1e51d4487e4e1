package io.servergroup.simulator.aws.autoscaling;

import static io.servergroup.simulator.aws.world.TestWorld.LAUNCH_HOOK;
import static io.servergroup.simulator.aws.world.TestWorld.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.simulator.aws.ec2.Instance;
import io.servergroup.simulator.aws.ec2.InstanceState;
import io.servergroup.simulator.aws.world.TestWorld;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.Tag;

/** How instances come to a group and leave it other than by its own launches and terminations. */
class MembershipTest {
  private final TestWorld world = new TestWorld();

  @Test
  void aDetachedInstanceRunsOnOutsideItsGroupWithoutAnyHook() {
    world.createGroup("g0", 1, group -> group.targetGroupARNs("arn:tg"));
    Member member = world.inService("g0");
    world.autoScaling.detachInstances(
        d ->
            d.autoScalingGroupName("g0")
                .instanceIds(member.instanceId())
                .shouldDecrementDesiredCapacity(true));
    world.until(() -> member.state() == MemberState.DETACHED);
    assertEquals(InstanceState.RUNNING, member.instance().state());
    assertNull(member.instance().tag("aws:autoscaling:groupName"));
    assertFalse(world.balancer.registered(member.instanceId()));
    assertEquals(0, world.groups.group("g0").desiredCapacity());
    assertFalse(
        world.eventTypes().contains("EC2 Instance-terminate Lifecycle Action"), "no hook runs");
  }

  @Test
  void aDetachWithoutDecrementIsFollowedByALaunch() {
    world.createGroup("g0", 1, group -> {});
    Member member = world.inService("g0");
    world.autoScaling.detachInstances(
        d ->
            d.autoScalingGroupName("g0")
                .instanceIds(member.instanceId())
                .shouldDecrementDesiredCapacity(false));
    world.until(() -> member.state() == MemberState.DETACHED);
    world.await("g0", MemberState.PENDING_WAIT);
  }

  @Test
  void anAttachedInstanceServesWithoutAnyHookAndRaisesTheDesiredCapacity() {
    Instance instance = world.running(world.subnetA);
    world.createGroup("g0", 0, group -> group.targetGroupARNs("arn:tg"));
    attach(instance);
    Member member = world.await("g0", MemberState.IN_SERVICE);
    assertEquals(instance, member.instance());
    assertEquals(1, world.groups.group("g0").desiredCapacity());
    assertTrue(world.balancer.registered(instance.id()));
    assertEquals("g0", instance.tag("aws:autoscaling:groupName"));
    assertFalse(
        world.eventTypes().contains("EC2 Instance-launch Lifecycle Action"), "no hook runs");
    assertNull(
        world
            .autoScaling
            .describeAutoScalingInstances(d -> d.instanceIds(instance.id()))
            .autoScalingInstances()
            .getFirst()
            .launchTemplate());
  }

  @Test
  void onlyARunningInstanceOfNoGroupFitsAndOnlyWhereThereIsRoom() {
    world.createGroup("g0", 1, group -> {});
    Member member = world.inService("g0");
    refused("ValidationError", () -> attach(member.instance()));
    refused("ValidationError", () -> attach(world.running(world.subnetB)));
    refused("ValidationError", () -> attach(world.launch(world.subnetA)));
    attach(world.running(world.subnetA));
    refused("ValidationError", () -> attach(world.running(world.subnetA)));
    assertEquals(2, world.groups.group("g0").desiredCapacity());
    assertEquals(2, world.members("g0").size());
  }

  @Test
  void aGroupWithInstancesIsDeletedOnlyByForceWhichRunsNoHooks() {
    world.createGroup("g0", 2, group -> {});
    world.until(() -> world.groups.heldActions().size() == 2);
    Member serving = world.members("g0").getFirst();
    Member waiting = world.members("g0").getLast();
    world.complete(serving, LAUNCH_HOOK, "CONTINUE");
    world.until(() -> serving.state() == MemberState.IN_SERVICE);
    refused("ResourceInUse", () -> delete(false));

    delete(true);
    assertEquals(
        "Delete in progress",
        world
            .autoScaling
            .describeAutoScalingGroups(d -> d.autoScalingGroupNames("g0"))
            .autoScalingGroups()
            .getFirst()
            .status());
    assertEquals(0, world.groups.heldActions().size());
    world.until(() -> world.groups.group("g0") == null);
    assertEquals(InstanceState.TERMINATED, serving.instance().state());
    assertEquals(InstanceState.TERMINATED, waiting.instance().state());
    assertFalse(world.eventTypes().contains("EC2 Instance-terminate Lifecycle Action"));
  }

  @Test
  void forceLetsGoOfAnInstanceThatAHookAlreadyHolds() {
    world.createGroup("g0", 1, group -> {});
    Member member = world.inService("g0");
    world.autoScaling.setDesiredCapacity(s -> s.autoScalingGroupName("g0").desiredCapacity(0));
    world.await("g0", MemberState.TERMINATING_WAIT);
    delete(true);
    world.until(() -> world.groups.group("g0") == null);
    assertEquals(MemberState.TERMINATED, member.state());
  }

  @Test
  void forceDeletesTheWarmPoolToo() {
    world.createGroup("g0", 0, group -> {});
    world.autoScaling.putWarmPool(p -> p.autoScalingGroupName("g0"));
    world.until(() -> !world.groups.heldActions().isEmpty());
    Member spare = world.groups.heldActions().getFirst().member();
    delete(true);
    assertNull(world.groups.group("g0"));
    world.pass(300);
    assertEquals(InstanceState.TERMINATED, spare.instance().state());
  }

  @Test
  void ec2ShowsOnAnInstanceTheTagsItsGroupPropagatesAndNoOthers() {
    world.createGroup("g0", 1, group -> {});
    Member member = world.inService("g0");
    Map<String, String> tags =
        world
            .ec2
            .describeInstances(d -> d.instanceIds(member.instanceId()))
            .reservations()
            .getFirst()
            .instances()
            .getFirst()
            .tags()
            .stream()
            .collect(Collectors.toMap(Tag::key, Tag::value));
    assertEquals("tools", tags.get("ServerGroupName"));
    assertEquals("g0", tags.get("aws:autoscaling:groupName"));
    assertFalse(tags.containsKey("ServerGroupIndex"), "this tag is not propagated");
  }

  private void attach(Instance instance) {
    world.autoScaling.attachInstances(a -> a.autoScalingGroupName("g0").instanceIds(instance.id()));
  }

  private void delete(boolean force) {
    world.autoScaling.deleteAutoScalingGroup(d -> d.autoScalingGroupName("g0").forceDelete(force));
  }
}
