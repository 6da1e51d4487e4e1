package io.servergroup.simulator.aws.autoscaling;

import static io.servergroup.simulator.aws.world.TestWorld.TERMINATE_HOOK;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.servergroup.simulator.aws.world.TestWorld;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.autoscaling.model.WarmPoolState;

/**
 * What events of Auto Scaling say.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-event-reference.html">Event
 *     reference</a>
 */
class EventShapesTest {
  private static final Set<String> OUTCOME =
      Set.of(
          "StatusCode",
          "Description",
          "AutoScalingGroupName",
          "ActivityId",
          "Details",
          "RequestId",
          "StatusMessage",
          "StartTime",
          "EndTime",
          "EC2InstanceId",
          "Cause",
          "Origin",
          "Destination");

  private final TestWorld world = new TestWorld();

  @Test
  void aTerminateActionNamesGroupHookInstanceAndToken() {
    Member member = terminated();
    TestWorld.Event held = last("EC2 Instance-terminate Lifecycle Action");

    assertEquals(List.of(world.groups.group("g0").arn()), held.resources());
    assertEquals(
        Map.of(
            "LifecycleActionToken", member.heldActions().getFirst().token(),
            "AutoScalingGroupName", "g0",
            "LifecycleHookName", TERMINATE_HOOK,
            "EC2InstanceId", member.instanceId(),
            "LifecycleTransition", "autoscaling:EC2_INSTANCE_TERMINATING",
            "NotificationMetadata", "for release",
            "Origin", "AutoScalingGroup",
            "Destination", "EC2"),
        held.detail());
  }

  @Test
  void anActionOfAHookWithoutMetadataHasNone() {
    world.createGroup("g0", 1, group -> group.lifecycleHookSpecificationList(List.of()));
    world.autoScaling.putLifecycleHook(
        p ->
            p.autoScalingGroupName("g0")
                .lifecycleHookName("plain")
                .lifecycleTransition("autoscaling:EC2_INSTANCE_LAUNCHING"));
    world.await("g0", MemberState.PENDING_WAIT);

    assertFalse(
        last("EC2 Instance-launch Lifecycle Action").detail().containsKey("NotificationMetadata"));
  }

  @Test
  void anActionInAWarmPoolNamesThePoolAsItsPlace() {
    world.createGroup("g0", 0, group -> {});
    world.autoScaling.putWarmPool(
        p -> p.autoScalingGroupName("g0").minSize(1).poolState(WarmPoolState.STOPPED));
    world.until(() -> !world.groups.heldActions().isEmpty());

    Map<String, Object> detail = last("EC2 Instance-launch Lifecycle Action").detail();
    assertEquals("EC2", detail.get("Origin"));
    assertEquals("WarmPool", detail.get("Destination"));
  }

  @Test
  void theEndOfALaunchAndOfATerminationIsInProgressAndNamesGroupAndInstance() {
    Member member = terminated();
    world.complete(member, TERMINATE_HOOK, "CONTINUE");
    world.until(() -> member.state() == MemberState.TERMINATED);

    for (String type :
        List.of("EC2 Instance Launch Successful", "EC2 Instance Terminate Successful")) {
      TestWorld.Event event = last(type);
      assertEquals(resources(member), event.resources(), type);
      assertEquals(OUTCOME, event.detail().keySet(), type);
      assertEquals("InProgress", event.detail().get("StatusCode"), type);
      assertEquals(member.instanceId(), event.detail().get("EC2InstanceId"), type);
      assertEquals(
          Map.of("Availability Zone", "eu-west-1a", "Subnet ID", world.subnetA.id()),
          event.detail().get("Details"),
          type);
    }
  }

  @Test
  void aLaunchThatIsAbandonedHasFailedAndNamesItsInstance() {
    world.createGroup("g0", 1, group -> {});
    Member member = world.await("g0", MemberState.PENDING_WAIT);
    world.complete(member, TestWorld.LAUNCH_HOOK, "ABANDON");

    TestWorld.Event event = last("EC2 Instance Launch Unsuccessful");
    assertEquals("Failed", event.detail().get("StatusCode"));
    assertEquals(OUTCOME, event.detail().keySet());
    assertEquals(resources(member), event.resources());
  }

  private List<String> resources(Member member) {
    return List.of(
        world.groups.group("g0").arn(),
        "arn:aws:ec2:eu-west-1:123456789012:instance/" + member.instanceId());
  }

  private Member terminated() {
    world.createGroup("g0", 1, group -> {});
    Member member = world.inService("g0");
    world.autoScaling.terminateInstanceInAutoScalingGroup(
        t -> t.instanceId(member.instanceId()).shouldDecrementDesiredCapacity(false));
    world.until(() -> member.state() == MemberState.TERMINATING_WAIT);
    return member;
  }

  private TestWorld.Event last(String type) {
    List<TestWorld.Event> events = new ArrayList<>(world.events);
    events.removeIf(event -> !event.type().equals(type));
    return events.getLast();
  }
}
