package io.servergroup.identity;

import static io.servergroup.group.LifecycleState.IN_SERVICE;
import static io.servergroup.group.LifecycleState.PENDING_WAIT;
import static io.servergroup.identity.InstanceFacts.State.RUNNING;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.group.LifecycleHook;
import io.servergroup.group.LifecycleHook.Transition;
import io.servergroup.group.LifecycleState;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HoldsTest {
  @ParameterizedTest
  @CsvSource({
    "1, 3600, 1",
    "2, 3600, 2",
    "3, 3600, 4",
    "4, 3600, 8",
    "5, 3600, 16",
    "6, 3600, 30",
    "7, 3600, 30",
    "1000, 3600, 30",
    "1, 30, 0.5",
    "4, 300, 5",
    "6, 900, 15"
  })
  void aHoldDoublesWithEveryFailedLaunchUpToHalfAnHourOrTheBudget(
      int failed, int budgetSeconds, double minutes) {
    assertEquals(
        Duration.ofSeconds(Math.round(minutes * 60)),
        Holds.delay(failed, Duration.ofSeconds(budgetSeconds)));
  }

  @Test
  void theFirstLaunchThatCannotSucceedIsAbandonedAtOnceAndTheNextWhenItsHoldIsOver() {
    assertEquals(List.of("ABANDON i-new"), impossible(0, 1).actions());
    World held = impossible(3, 239);
    assertEquals(List.of(), held.actions());
    assertEquals(List.of("heartbeat i-new"), heartbeats(held));
    String reason = held.decide().waits().getFirst().reason();
    assertTrue(
        reason.startsWith("it is abandoned at the first check after 1 seconds unless"), reason);
    assertTrue(reason.contains("(3 launches of group tools-2 failed within the hour"), reason);
    assertEquals(List.of("ABANDON i-new"), impossible(3, 240).actions());
  }

  @Test
  void aLaunchThatWaitsIsAbandonedByTheScheduleWhenItsBudgetIsSpent() {
    World patient = waiting(1499).budget(Duration.ofMinutes(25));
    assertEquals(List.of(), completions(patient));
    assertEquals(List.of("heartbeat i-new"), heartbeats(patient));
    World spent = waiting(1500).budget(Duration.ofMinutes(25));
    assertEquals(List.of("ABANDON i-new"), completions(spent));
    assertEquals(List.of(), heartbeats(spent));
    String reason = spent.decide().remarks().getFirst().reason();
    assertTrue(reason.contains("longer than the budget of 1500 seconds: server 2"), reason);
  }

  /** EC2 tells since when an instance runs, not when it left the pool. */
  @Test
  void theTimeInAPoolWhoseInstancesRunDoesNotCountAsWaiting() {
    int hours = 5 * 3600;
    World running = waiting(hours).warm("i-spare", LifecycleState.WARMED_RUNNING);
    assertEquals(List.of(), completions(running));
    assertEquals(List.of("heartbeat i-new"), heartbeats(running));
    World stopped = waiting(hours).warm("i-spare", LifecycleState.WARMED_STOPPED);
    assertEquals(List.of("ABANDON i-new"), completions(stopped));
  }

  @Test
  void hooksThatCannotHoldALaunchForItsBudgetAreToldOnceItWaitsForLong() {
    LifecycleHook hasty =
        new LifecycleHook("up", Transition.LAUNCHING, Duration.ofSeconds(30), false);
    assertEquals(List.of(), waiting(299).hooks("tools-2", hasty).decide().remarks());
    List<String> told =
        waiting(300).hooks("tools-2", hasty).decide().remarks().stream()
            .map(IdentityPlan.Remark::reason)
            .toList();
    assertEquals(3, told.size(), told::toString);
    assertTrue(told.getFirst().contains("heartbeat timeout of 30 seconds"), told::toString);
    assertEquals(List.of(), waiting(300).decide().remarks(), "nothing is wrong");
  }

  /** A launch of a server that has no network interface. */
  private static World impossible(int failed, int age) {
    return new World()
        .server(2)
        .instance("i-new", PENDING_WAIT)
        .ec2("i-new", RUNNING)
        .startedAgo("i-new", Duration.ofSeconds(age))
        .slot(1)
        .failedLaunches("tools-2", failed);
  }

  /** A launch whose slot is held by an instance in service. */
  private static World waiting(int age) {
    return new World()
        .server(2)
        .instance("i-old", IN_SERVICE)
        .instance("i-new", PENDING_WAIT)
        .ec2("i-old", RUNNING)
        .ec2("i-new", RUNNING)
        .startedAgo("i-new", Duration.ofSeconds(age))
        .slot(2, "i-old")
        .onSchedule();
  }

  private static List<String> completions(World world) {
    return world.actions().stream().filter(action -> action.contains("i-new")).toList();
  }

  private static List<String> heartbeats(World world) {
    return world.heartbeats().stream().map(step -> "heartbeat " + step.action().subject()).toList();
  }

  @Test
  void anInstanceThatWasStartedLaterThanNowIsNewWhateverTheClocksSay() {
    assertTrue(
        impossible(2, -30)
            .decide()
            .waits()
            .getFirst()
            .reason()
            .startsWith("it is abandoned at the first check after 120 seconds unless"));
  }

  @Test
  void aHeldLaunchThatCannotSucceedIsAlsoToldToThePersonWhoCanCorrectIt() {
    List<String> told = remarks(impossible(3, 239));

    assertEquals(1, told.size(), told::toString);
    assertTrue(told.getFirst().startsWith("no network interface is tagged"), told::toString);
  }

  @Test
  void whatIsNotKnownOfEarlierFailuresAndOfHooksIsTold() {
    World blind =
        impossible(0, 1).untold(new Need.FailedLaunches("tools-2"), "AccessDenied: activities");

    assertEquals(List.of("ABANDON i-new"), blind.actions());
    assertEquals(
        "earlier failures are not known: AccessDenied: activities", remarks(blind).getFirst());
    assertEquals(
        List.of("its hooks could not be checked: AccessDenied: hooks"),
        remarks(
            waiting(300)
                .hooks("tools-2")
                .untold(new Need.Hooks("tools-2"), "AccessDenied: hooks")));
  }

  private static List<String> remarks(World world) {
    return world.decide().remarks().stream().map(IdentityPlan.Remark::reason).toList();
  }

  @Test
  void onlyTheScheduleAbandonsWhatWaitedTooLong() {
    World event = waiting(9_000).wokenBy(new Cause.LaunchHeld("i-new"));

    assertEquals(List.of(), completions(event));
    assertEquals(1, event.decide().waits().size());
  }
}
