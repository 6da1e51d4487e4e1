package io.servergroup.rollout;

import static io.servergroup.rollout.Looks.situation;
import static io.servergroup.rollout.Plans.EXECUTION;
import static io.servergroup.rollout.Plans.plan;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.group.LifecycleState;
import io.servergroup.health.GateRules;
import io.servergroup.health.GroupEdit;
import io.servergroup.health.SampleGroup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BatchPlannerTest {
  @Test
  void oneServerAtATimeInTheOrderOfTheirNumbersWithinAZone() {
    assertEquals(List.of("i-0"), batch(SampleGroup.of(3), 1));
  }

  @Test
  void whenAllAreAtTheTargetAndHealthyItIsDone() {
    SampleGroup sample = SampleGroup.of(2).replace(0, "i-n0", 2).replace(1, "i-n1", 2);

    assertInstanceOf(Decision.Done.class, decide(sample, 1));
  }

  @Test
  void unhealthyOutdatedServersComeFirst() {
    assertEquals(List.of("i-4"), batch(SampleGroup.of(6).unhealthy(4), 1));
  }

  @Test
  void anUnhealthyServerIsReplacedEvenBelowTheFloorBecauseThatCostsNoHealthyOne() {
    assertEquals(List.of("i-1"), batch(SampleGroup.of(3).unhealthy(1).unhealthy(2), 1));
  }

  @Test
  void healthyServersAreOnlyTakenWhileTheFloorHolds() {
    SampleGroup sample = SampleGroup.of(6).unhealthy(1).unhealthy(2).unhealthy(3);

    assertEquals(List.of("i-3", "i-1"), batch(sample, 2));
  }

  @Test
  void aBatchStaysInOneZoneWhileThatZoneCanFillIt() {
    assertEquals(List.of("i-0", "i-3", "i-6"), batch(SampleGroup.of(9), 3));
  }

  @Test
  void anUnhealthyServerTakesHealthyOnesOfItsOwnZoneAlong() {
    assertEquals(List.of("i-1", "i-4"), batch(SampleGroup.of(7).unhealthy(1), 2));
  }

  @Test
  void aServerWithoutANumberComesAfterThoseOfItsZoneThatHaveOne() {
    SampleGroup sample =
        SampleGroup.of(4)
            .withoutSlots()
            .judgedBy(GateRules.WITHOUT_SLOTS)
            .change(0, GroupEdit::withoutIndex);

    assertEquals(List.of("i-3"), batch(sample, 1));
  }

  @Test
  void aBatchTakesFromOtherZonesWhatItsZoneDoesNotHave() {
    assertEquals(List.of("i-0", "i-1", "i-2"), batch(SampleGroup.of(3), 3));
  }

  @Test
  void zonesDoNotMakeMoreBatchesThanNeeded() {
    SampleGroup sample = SampleGroup.of(12);
    List<List<String>> batches = new ArrayList<>();
    while (batches.size() < 12
        && decide(sample, 12, 3)
            instanceof Decision.Batch(List<ChosenServer> servers, boolean canary, String r)) {
      batches.add(servers.stream().map(ChosenServer::instanceId).toList());
      servers.forEach(s -> sample.replace(s.index().getAsInt(), "i-new-" + s.name(), 2));
    }

    assertEquals(
        List.of(
            List.of("i-0", "i-3", "i-6"),
            List.of("i-1", "i-4", "i-7"),
            List.of("i-2", "i-5", "i-8"),
            List.of("i-9", "i-10", "i-11")),
        batches);
  }

  @Test
  void behindALoadBalancerThatNobodyCanAskNoServerIsTakenForAnUnhealthyOne() {
    Decision decision = decide(SampleGroup.of(3).unreadable("not authorized"), 2);

    assertInstanceOf(Decision.Wait.class, decision, decision.reason());
    assertTrue(decision.reason().contains("not authorized"), decision.reason());
  }

  @Test
  void aReplacedServerThatFellIllHoldsTheNextBatchBack() {
    SampleGroup sample = SampleGroup.of(3).replace(0, "i-n0", 2).unhealthy(0);

    assertTrue(
        decide(sample, 2) instanceof Decision.Wait wait && wait.reason().contains("server 0"));
  }

  @Test
  void aServerWhoseReplacementIsOnItsWayIsWaitedFor() {
    for (LifecycleState state :
        List.of(
            LifecycleState.PENDING,
            LifecycleState.PENDING_WAIT,
            LifecycleState.PENDING_PROCEED,
            LifecycleState.TERMINATING,
            LifecycleState.TERMINATING_WAIT,
            LifecycleState.STANDBY,
            LifecycleState.UNKNOWN)) {
      assertInstanceOf(
          Decision.Wait.class, decide(SampleGroup.of(3).state(1, state), 3), state.text());
    }
  }

  @Test
  void aProcessThatSomebodySuspendedSinceIsWaitedForWhereServersAreStillToBeReplaced() {
    SampleGroup sample =
        SampleGroup.of(2)
            .change(0, g -> g.suspending("Terminate"))
            .change(1, g -> g.suspending("Launch"))
            .replace(0, "i-n0", 2);

    Decision decision = decide(sample, 1);
    assertEquals(
        "the group is not fit for a batch: web-1: suspended: Launch",
        assertInstanceOf(Decision.Wait.class, decision).reason());
    assertEquals(
        List.of("i-1"), batch(sample.change(1, g -> g.suspending("AlarmNotification")), 1));
  }

  @Test
  void moreInstancesThanWantedAreWaitedFor() {
    SampleGroup sample =
        SampleGroup.of(2)
            .place(
                0,
                Plans.instance("i-0", LifecycleState.IN_SERVICE, 1),
                Plans.instance("i-extra", LifecycleState.PENDING, 2));

    assertInstanceOf(Decision.Wait.class, decide(sample, 2));
  }

  @Test
  void waitingEndsWithTheKindOfWhatDidNotCome() {
    Duration tooLong = Duration.ofMinutes(30);
    SampleGroup ill = SampleGroup.of(2).replace(0, "i-n0", 2).unhealthy(0);
    SampleGroup missing = SampleGroup.of(2).state(0, LifecycleState.TERMINATED);

    assertEquals(
        StopCategory.HEALTH,
        stop(BatchPlanner.decide(plan(2, 1), situation(ill), EXECUTION, Courses.waitedFor(tooLong)))
            .category());
    assertEquals(
        StopCategory.CAPACITY,
        stop(BatchPlanner.decide(
                plan(2, 1), situation(missing), EXECUTION, Courses.waitedFor(tooLong)))
            .category());
  }

  @Test
  void aMovedTemplateStopsTheRolloutWhileServersAreOutdated() {
    Situation now = Looks.at(SampleGroup.of(2)).latestIs(3).now();

    Decision.Stop stop = stop(BatchPlanner.decide(plan(2, 1), now, EXECUTION, Course.START));

    assertEquals(StopCategory.CONFLICT, stop.category());
    assertTrue(
        stop.reason()
            .startsWith(
                "launch template lt-1 version $Latest was version 2 at the start"
                    + " and is 3 now"),
        stop.reason());
  }

  @Test
  void aMovedTemplateDoesNotMatterOnceEveryServerIsAtTheTarget() {
    Situation now = Looks.at(SampleGroup.of(1).replace(0, "i-n0", 2)).latestIs(3).now();

    assertInstanceOf(
        Decision.Done.class, BatchPlanner.decide(plan(1, 1), now, EXECUTION, Course.START));
  }

  @Test
  void anInstanceThatCameUpAtALaterVersionStopsTheRolloutInsteadOfBeingReplacedForEver() {
    Situation now = Looks.at(SampleGroup.of(1).replace(0, "i-n0", 3)).latestIs(3).now();

    assertEquals(
        StopCategory.CONFLICT,
        stop(BatchPlanner.decide(plan(1, 1), now, EXECUTION, Course.START)).category());
  }

  @Test
  void aGroupThatNamesAnotherTemplateVersionThanAtTheStartStopsTheRollout() {
    SampleGroup sample = SampleGroup.of(2).change(1, g -> g.template("lt-1", "7"));

    assertEquals(StopCategory.CONFLICT, stop(decide(sample, 1)).category());
  }

  @Test
  void aLostLockStopsTheRollout() {
    SampleGroup sample = SampleGroup.of(2);
    for (Situation now :
        List.of(Looks.at(sample).lockFree().now(), Looks.at(sample).lockOf("arn:other").now())) {
      assertEquals(
          StopCategory.CONFLICT,
          stop(BatchPlanner.decide(plan(2, 1), now, EXECUTION, Course.START)).category());
    }
  }

  @Test
  void aChangedCapacityStopsTheRollout() {
    SampleGroup sample = SampleGroup.of(3).change(2, g -> g.wanting(0));

    assertEquals(StopCategory.CONFLICT, stop(decide(sample, 1)).category());
  }

  @Test
  void aBatchGivenBackAgainAndAgainStopsTheRollout() {
    Situation now = situation(SampleGroup.of(2));

    assertInstanceOf(
        Decision.Batch.class,
        BatchPlanner.decide(
            plan(2, 1), now, EXECUTION, Courses.givenBack(BatchPlanner.MOST_ATTEMPTS - 1)));
    assertEquals(
        StopCategory.HEALTH,
        stop(BatchPlanner.decide(
                plan(2, 1), now, EXECUTION, Courses.givenBack(BatchPlanner.MOST_ATTEMPTS)))
            .category());
  }

  @Test
  void aBatchOfAHugeGroupIsBounded() {
    assertEquals(ChosenServer.MOST_IN_A_BATCH, batch(SampleGroup.of(300), 300).size());
  }

  private static Decision decide(SampleGroup sample, int batchSize) {
    return decide(sample, sample.group().autoScalingGroups().size(), batchSize);
  }

  private static Decision decide(SampleGroup sample, int size, int batchSize) {
    return BatchPlanner.decide(plan(size, batchSize), situation(sample), EXECUTION, Course.START);
  }

  private static List<String> batch(SampleGroup sample, int batchSize) {
    Decision decision = decide(sample, batchSize);
    return assertInstanceOf(Decision.Batch.class, decision, decision.reason()).servers().stream()
        .map(ChosenServer::instanceId)
        .toList();
  }

  private static Decision.Stop stop(Decision decision) {
    return assertInstanceOf(Decision.Stop.class, decision, decision.reason());
  }
}
