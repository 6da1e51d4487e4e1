package io.servergroup.simulator.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.simulator.aws.ec2.InstanceState;
import io.servergroup.simulator.aws.events.DeliveryFault;
import io.servergroup.simulator.aws.world.WorldTimings;
import io.servergroup.simulator.aws.world.WorldTimings.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A launch finds its slot in other hands: what becomes of it depends on how its holder fares. */
final class TakenSlotTest {
  private static final Duration LONGER_THAN_A_HOOK_HOLDS = Duration.ofMinutes(25);

  @Test
  void aHolderInServiceKeepsTheSlotHoweverLongTheLaunchWaits() {
    Scene scene = new Scene(WorldTimings.usual());
    scene.operator.capacity(0, 2);
    String launch = scene.observer.awaitLaunch(0, "");

    scene.assertWaits(launch, "is InService; it is never taken from an instance that may serve");

    scene.operator.terminate(scene.holder, false);
    scene.assertGetsSlot(launch);
    scene.story.endsWell();
  }

  @Test
  void aHolderOnStandbyKeepsTheSlotUntilItIsTerminated() {
    Scene scene = new Scene(WorldTimings.usual());
    scene.operator.standBy(0, scene.holder);
    String launch = scene.observer.awaitLaunch(0, "");

    scene.assertWaits(launch, "is Standby; it is never taken from an instance that may serve");

    scene.operator.terminate(scene.holder, true);
    scene.assertGetsSlot(launch);
    scene.story.endsWell();
  }

  @Test
  void aHolderThatLeftTheGroupAndRunsKeepsTheSlotUntilEc2EndsIt() {
    Scene scene = new Scene(WorldTimings.usual());
    scene.operator.takeOut(0, scene.holder);
    String launch = scene.observer.awaitLaunch(0, "");
    scene.story.until(() -> scene.observer.state(scene.holder).isEmpty(), "the leaving");

    scene.assertWaits(
        launch, "in none of the Auto Scaling groups read, and EC2 says it is RUNNING");

    scene.operator.terminateInEc2(scene.holder);
    scene.assertGetsSlot(launch);
    scene.story.endsWell();
  }

  @Test
  void aHolderThatIsDrainedKeepsTheSlotUntilItsTerminateHookHoldsIt() {
    Scene scene = new Scene(WorldTimings.usual().with(Step.GROUP_LAUNCH, 1));
    List<String> statesAtDetach = scene.statesOfHolderAt("DetachNetworkInterface");
    scene.operator.terminate(scene.holder, true);
    String launch = scene.observer.awaitLaunch(0, "");

    assertEquals("Terminating", scene.observer.state(scene.holder));
    scene.story.untilTraced(
        Observer.decision("Wait", launch, "is still being drained"), "the reason");
    scene.assertGetsSlot(launch);

    assertEquals(List.of("Terminating:Wait"), statesAtDetach);
    scene.story.endsWell();
  }

  @Test
  void aHolderHeldByItsTerminateHookIsRelievedByTheLaunchsOwnRunWhenItsEventWasLost() {
    Scene scene = new Scene(WorldTimings.usual().with(Step.GROUP_LAUNCH, 60));
    scene.story.deliveryFaults(
        (rule, event) ->
            event.detailType().equals("EC2 Instance-launch Lifecycle Action")
                ? new DeliveryFault.None()
                : new DeliveryFault.Lost());
    scene.operator.terminate(scene.holder, true);
    String launch = scene.observer.awaitLaunch(0, "");
    assertEquals("Terminating:Wait", scene.observer.state(scene.holder));

    scene.assertGetsSlot(launch);

    assertEquals(
        scene.observer.lastCaller("DetachNetworkInterface"),
        scene.observer.lastCaller("AttachNetworkInterface"));
    scene.story.endsWell();
  }

  @Test
  void aHolderThatShutsDownGivesItsInterfaceAtOnceAndItsVolumesWhenItIsGone() {
    Scene scene = new Scene(WorldTimings.usual().with(Step.INSTANCE_SHUTDOWN, 1_500));
    scene.operator.tagGroup(0, "ServerGroupEarlyRelease", "nothing");
    List<String> statesAtDetach = scene.statesOfHolderAt("DetachNetworkInterface");
    scene.operator.terminate(scene.holder, true);
    String launch = scene.observer.awaitLaunch(0, "");

    scene.assertGetsSlot(launch);

    assertEquals(List.of("Terminating:Proceed"), statesAtDetach);
    assertEquals(InstanceState.SHUTTING_DOWN, scene.operator.instanceOf(scene.holder).state());
    scene.story.pass(Duration.ofMinutes(12));
    assertEquals("Pending:Wait", scene.observer.state(launch), "its volume is still in use");
    assertTrue(scene.observer.heartbeats(launch) > 0, "no heartbeat");
    scene.story.until(() -> scene.story.server(0).healthy(), "the volume");
    assertEquals(launch, scene.story.server(0).instance(), "one launch is enough");
    assertEquals(0, scene.observer.calls("DetachVolume"));
    scene.story.endsWell();
  }

  @Test
  void aHolderThatEndedInEc2LosesTheSlotThoughItsGroupStillSaysItServes() {
    Scene scene =
        new Scene(
            WorldTimings.usual()
                .with(Step.INSTANCE_SHUTDOWN, 5)
                .with(Step.GROUP_HEALTH_CHECK, 900));
    scene.operator.capacity(0, 2);
    String launch = scene.observer.awaitLaunch(0, "");
    scene.story.pass(Duration.ofMinutes(1));

    scene.operator.terminateInEc2(scene.holder);
    scene.assertGetsSlot(launch);

    assertEquals("InService", scene.observer.state(scene.holder));
    assertEquals(0, scene.observer.calls("DetachNetworkInterface"), "EC2 had freed it by itself");
    scene.operator.terminate(scene.holder, false);
    scene.story.endsWell();
  }

  @Test
  void aSlotWhoseLastHolderNobodyCanDescribeAnyMoreIsFree() {
    Scene scene =
        new Scene(
            WorldTimings.usual()
                .with(Step.TERMINATED_LOSES_TAGS, 0.5)
                .with(Step.TERMINATED_VANISHES, 1));
    scene.operator.capacity(0, 0);
    scene.story.until(() -> scene.observer.state(scene.holder).isEmpty(), "an empty group");
    scene.story.pass(Duration.ofMinutes(1));
    assertNull(scene.story.aws().ec2World().instances().catalog().get(scene.holder));

    scene.operator.capacity(0, 1);
    scene.assertGetsSlot(scene.observer.awaitLaunch(0, ""));

    scene.story.endsWell();
  }

  /** One server, and somebody else's launch. */
  private static final class Scene {
    private final Story story;
    private final Operator operator;
    private final Observer observer;
    private final String holder;

    Scene(WorldTimings timings) {
      this.story = Story.of(1, timings);
      this.operator = new Operator(story);
      this.observer = new Observer(story);
      this.holder = story.before(0).instance();
    }

    /** A launch that waits for long is kept alive, is told why, and takes nothing meanwhile. */
    void assertWaits(String launch, String reason) {
      story.pass(LONGER_THAN_A_HOOK_HOLDS);
      assertEquals("Pending:Wait", observer.state(launch));
      assertTrue(
          observer.heartbeats(launch) >= 2, () -> "heartbeats " + observer.heartbeats(launch));
      assertEquals(holder, story.server(0).holder());
      assertEquals(0, observer.calls("DetachNetworkInterface"));
      assertEquals(0, observer.calls("AttachNetworkInterface"));
      String told = observer.last(Observer.decision("Wait", launch, ""));
      assertTrue(told.contains(reason), told);
    }

    void assertGetsSlot(String launch) {
      story.until(() -> story.server(0).holder().equals(launch), "the move of the slot");
    }

    /** Collects the state that the holder's group shows at every call of an operation. */
    List<String> statesOfHolderAt(String operation) {
      List<String> states = new ArrayList<>();
      story
          .aws()
          .calls()
          .listen(
              call -> {
                if (call.operation().equals(operation)) {
                  states.add(observer.state(holder));
                }
              });
      return states;
    }
  }
}
