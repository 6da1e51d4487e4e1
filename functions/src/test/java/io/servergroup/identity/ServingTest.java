package io.servergroup.identity;

import static io.servergroup.group.LifecycleState.IN_SERVICE;
import static io.servergroup.group.LifecycleState.TERMINATING;
import static io.servergroup.identity.InstanceFacts.State.RUNNING;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.servergroup.group.LifecycleHook;
import io.servergroup.group.LifecycleHook.Transition;
import io.servergroup.group.SlotFinding;
import io.servergroup.identity.IdentityPlan.Waiting;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** What the schedule does for an instance that serves already. */
class ServingTest {
  private static final LifecycleHook FOREIGN =
      new LifecycleHook("theirs", Transition.LAUNCHING, Duration.ofHours(1), false);

  @Test
  void tagsThatSomebodyRemovedComeBackWhateverTheHooks() {
    World world =
        serving()
            .slot(2, "i-2")
            .hooks("tools-2")
            .records(
                Map.of(
                    "2.tools.example",
                    new AddressRecord(Duration.ofMinutes(5), List.of("10.0.0.12"))));

    assertEquals(List.of("tag i-2 as tools-2"), world.actions());
  }

  @Test
  void whoCameWithoutOurHookIsLeftAloneWhichIsSaid() {
    World foreign = withRecord(serving().slot(2).hooks("tools-2", FOREIGN));
    World untold =
        withRecord(serving().slot(2).hooks("tools-2"))
            .untold(new Need.Hooks("tools-2"), "not authorized");

    assertEquals(List.of(), foreign.actions());
    assertEquals(
        List.of(
            "it has no slot and is left alone, because group tools-2 has no lifecycle hook named"
                + " up"),
        remarks(foreign));
    assertEquals(List.of(), untold.actions());
    assertEquals(
        List.of(
            "it has no slot and is left alone, because the hooks of group tools-2 are not known:"
                + " not authorized"),
        remarks(untold));
  }

  @Test
  void whereNoSlotIsLeftTheNumberOfThoseWithoutTellsIt() {
    assertEquals(List.of(), remarks(serving()));
    assertEquals(1, serving().standing().unassignedInstances());
  }

  @Test
  void whoWaitsForAPredecessorThatLeavesIsNotHeldMeanwhile() {
    World world =
        new World()
            .server(2)
            .instance("i-old", TERMINATING)
            .instance("i-2", IN_SERVICE)
            .ec2("i-old", RUNNING)
            .ec2("i-2", RUNNING)
            .slot(2, "i-old")
            .onSchedule();

    assertEquals(List.of("i-2"), world.decide().waits().stream().map(Waiting::instanceId).toList());
    assertEquals(List.of(), world.heartbeats());
  }

  @Test
  void whoServesIsNotAbandonedHoweverLongItWaits() {
    World world =
        new World()
            .server(2)
            .instance("i-old", IN_SERVICE)
            .instance("i-2", IN_SERVICE)
            .ec2("i-old", RUNNING)
            .ec2("i-2", RUNNING)
            .startedAgo("i-2", Duration.ofDays(3))
            .slot(2, "i-old")
            .onSchedule();

    assertEquals(
        List.of(),
        world.actions().stream().filter(action -> action.startsWith("ABANDON")).toList());
    assertEquals(List.of("i-2"), world.decide().waits().stream().map(Waiting::instanceId).toList());
  }

  @Test
  void whatIsWrongWithTheTagsIsToldInEveryRun() {
    World world =
        World.launching()
            .slot(2)
            .finding(SlotFinding.minor("eni-2", OptionalInt.of(2), "its TTL is no number"));

    assertEquals(List.of("its TTL is no number"), remarks(world));
  }

  private static World serving() {
    return new World().server(2).instance("i-2", IN_SERVICE).ec2("i-2", RUNNING).onSchedule();
  }

  private static World withRecord(World world) {
    return world.records(
        Map.of("2.tools.example", new AddressRecord(Duration.ofMinutes(5), List.of("10.0.0.12"))));
  }

  private static List<String> remarks(World world) {
    return world.decide().remarks().stream().map(IdentityPlan.Remark::reason).toList();
  }
}
