package io.servergroup.simulator.aws.autoscaling;

import static io.servergroup.simulator.aws.world.TestWorld.LAUNCH_HOOK;
import static io.servergroup.simulator.aws.world.TestWorld.TERMINATE_HOOK;
import static io.servergroup.simulator.aws.world.TestWorld.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.simulator.aws.ec2.LaunchData;
import io.servergroup.simulator.aws.world.TestWorld;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefresh;
import software.amazon.awssdk.services.autoscaling.model.StartInstanceRefreshRequest;

/** How an instance refresh replaces the instances of a group. */
class InstanceRefreshesTest {
  private final TestWorld world = new TestWorld();

  InstanceRefreshesTest() {
    world.createGroup("g0", 2, group -> {});
    letPass();
    world.until(() -> serving() == 2);
  }

  @Test
  void everyInstanceIsReplacedOneAfterTheOther() {
    List<String> old = ids();
    String id = start(r -> {});
    assertEquals("Pending", only().statusAsString());
    world.until(() -> only().statusAsString().equals("InProgress"));
    int fewest = 2;
    while (!only().statusAsString().equals("Successful")) {
      fewest = Math.min(fewest, serving());
      assertTrue(world.simulation.queue().runNext());
    }

    assertEquals(1, fewest);
    assertEquals(2, serving());
    assertEquals(List.of(), serves(old));
    assertEquals(id, only().instanceRefreshId());
    assertEquals(100, only().percentageComplete());
    assertEquals(0, only().instancesToUpdate());
    assertTrue(only().endTime().isAfter(only().startTime()));
  }

  @Test
  void aSecondOneIsRefusedWhileTheFirstGoesOn() {
    start(r -> {});
    refused("InstanceRefreshInProgress", () -> start(r -> {}));
    world.until(() -> only().endTime() != null);
    String second = start(r -> {});
    assertEquals(
        List.of(second, "Pending"),
        List.of(shown().getFirst().instanceRefreshId(), shown().getFirst().statusAsString()));
    assertEquals("Successful", shown().getLast().statusAsString());
  }

  @Test
  void aCancelledOneFinishesTheReplacementThatIsUnderWay() {
    List<String> old = ids();
    start(r -> {});
    world.until(() -> serving() == 1);
    cancel(true);
    assertEquals("Cancelling", only().statusAsString());
    refused("ActiveInstanceRefreshNotFound", () -> cancel(true));
    world.until(() -> only().statusAsString().equals("Cancelled"));

    assertEquals(2, serving());
    assertEquals(1, serves(old).size());
    assertEquals(50, only().percentageComplete());
    assertEquals(1, only().instancesToUpdate());
    world.pass(3_600);
    assertEquals(1, serves(old).size());
    refused("ActiveInstanceRefreshNotFound", () -> cancel(true));
  }

  @Test
  void oneThatIsCancelledWithoutWaitingLeavesItsReplacementToTheGroup() {
    start(r -> {});
    world.until(() -> serving() == 1);
    cancel(false);
    world.pass(5);
    assertEquals("Cancelled", only().statusAsString());
    assertEquals(1, serving());
    world.until(() -> serving() == 2);
  }

  @Test
  void aNewInstanceCountsWhenItIsWarmedUp() {
    start(r -> r.preferences(p -> p.minHealthyPercentage(0).instanceWarmup(1_200)));
    world.until(() -> only().statusAsString().equals("Successful"));
    Duration taken = Duration.between(only().startTime(), only().endTime());
    assertTrue(taken.compareTo(Duration.ofMinutes(40)) > 0, taken::toString);
  }

  @Test
  void instancesThatMatchTheGroupCanBeSkipped() {
    world
        .ec2World
        .templates()
        .addVersion(
            world.version1.template(), "", new LaunchData("ami-2", "t3.medium", null, Map.of()));
    List<String> old = ids();
    world.autoScaling.terminateInstanceInAutoScalingGroup(
        t -> t.instanceId(old.getFirst()).shouldDecrementDesiredCapacity(false));
    world.until(() -> serving() == 2);
    String matching = ids().stream().filter(id -> !old.contains(id)).findFirst().orElseThrow();

    start(r -> r.preferences(p -> p.skipMatching(true)));
    world.until(() -> only().statusAsString().equals("Successful"));

    assertTrue(ids().contains(matching));
    assertEquals(List.of(), serves(old));
  }

  @Test
  void aSuspendedProcessOrAProtectedInstanceMakesItWait() {
    List<String> old = ids();
    for (String process : List.of("InstanceRefresh", "Launch", "Terminate")) {
      world.autoScaling.suspendProcesses(
          s -> s.autoScalingGroupName("g0").scalingProcesses(process));
    }
    start(r -> {});
    for (String process : List.of("Launch", "Terminate", "InstanceRefresh")) {
      world.pass(600);
      assertEquals(old, serves(old), "before " + process + " is resumed");
      protect(old, process.equals("InstanceRefresh"));
      world.autoScaling.resumeProcesses(
          r -> r.autoScalingGroupName("g0").scalingProcesses(process));
    }
    world.pass(600);
    assertEquals(old, serves(old));
    protect(old.subList(0, 1), false);
    world.until(() -> serves(old).equals(old.subList(1, 2)) && serving() == 2);
    world.pass(600);
    assertEquals("InProgress", only().statusAsString());
  }

  @Test
  void whatIsNotModelledSaysSo() {
    assertThrows(
        UnsupportedOperationException.class,
        () -> start(r -> r.preferences(p -> p.autoRollback(true))));
    assertThrows(UnsupportedOperationException.class, () -> start(r -> r.strategy("Other")));
  }

  /** Completes every lifecycle action at once. */
  private void letPass() {
    world.groups.listen(
        member -> {
          if (member.state() == MemberState.PENDING_WAIT) {
            world.account.after(
                Duration.ofSeconds(1),
                "go on",
                () -> world.complete(member, LAUNCH_HOOK, "CONTINUE"));
          } else if (member.state() == MemberState.TERMINATING_WAIT) {
            world.account.after(
                Duration.ofSeconds(1),
                "go on",
                () -> world.complete(member, TERMINATE_HOOK, "CONTINUE"));
          }
        });
  }

  private String start(Consumer<StartInstanceRefreshRequest.Builder> more) {
    return world
        .autoScaling
        .startInstanceRefresh(r -> more.accept(r.autoScalingGroupName("g0")))
        .instanceRefreshId();
  }

  private void cancel(boolean waits) {
    world.autoScaling.cancelInstanceRefresh(
        c -> c.autoScalingGroupName("g0").waitForTransitioningInstances(waits));
  }

  private void protect(List<String> ids, boolean protects) {
    world.autoScaling.setInstanceProtection(
        p -> p.autoScalingGroupName("g0").instanceIds(ids).protectedFromScaleIn(protects));
  }

  private List<InstanceRefresh> shown() {
    return world
        .autoScaling
        .describeInstanceRefreshes(d -> d.autoScalingGroupName("g0"))
        .instanceRefreshes();
  }

  private InstanceRefresh only() {
    assertEquals(1, shown().size());
    return shown().getFirst();
  }

  private int serving() {
    return ids().size();
  }

  private List<String> ids() {
    return inService().map(Member::instanceId).toList();
  }

  private List<String> serves(List<String> ids) {
    return inService().map(Member::instanceId).filter(ids::contains).toList();
  }

  private Stream<Member> inService() {
    return world.members("g0").stream().filter(m -> m.state() == MemberState.IN_SERVICE);
  }
}
