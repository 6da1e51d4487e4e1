package io.servergroup.rollout;

import static io.servergroup.rollout.Plans.EXECUTION;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.group.LifecycleState;
import io.servergroup.health.AlarmStates.State;
import io.servergroup.health.SampleGroup;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In which order things keep a rollout from its next batch, and what each of them is. */
final class PlannerOrderTest {
  /** Each row has all the reasons of the rows below it as well; the first one is told. */
  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "0, Stop CONFLICT",
    "1, HandOver",
    "2, Stop ALARM",
    "3, AskPerson paused",
    "4, Stop CONFLICT",
    "5, Wait",
    "6, Bake",
    "7, AskPerson",
    "8, Batch"
  })
  void theFirstOfSeveralReasonsDecides(int first, String expected) {
    SampleGroup sample = SampleGroup.of(3).replace(0, "i-n0", 2);
    if (first <= 5) {
      sample.unhealthy(0);
    }
    Looks look = Looks.at(sample).alarm("errors", first <= 2 ? State.ALARM : State.OK);
    if (first <= 0) {
      look.lockOf("arn:other");
    }
    if (first <= 3) {
      look.pauseAskedBy("Ada");
    }
    if (first <= 4) {
      look.latestIs(3);
    }
    Plans plan = Plans.of(3, 1).baking(Duration.ofSeconds(first <= 6 ? 60 : 0));
    if (first <= 7) {
      plan.checkpoints("every-batch");
    }
    Course course =
        CourseEdit.of(Courses.afterBatches(1, Instant.EPOCH))
            .events(first <= 1 ? HistoryBudget.FULL : HistoryBudget.FULL - 1)
            .course();

    assertEquals(expected, kind(BatchPlanner.decide(plan.plan(), look.now(), EXECUTION, course)));
  }

  @Test
  void anAlarmStopsItEvenWhenNothingIsLeftToDo() {
    assertEquals(
        new Decision.Stop(StopCategory.ALARM, "in ALARM: errors, latency"),
        decide(
            Plans.of(1, 1),
            Looks.at(done())
                .alarm("errors", State.ALARM)
                .alarm("fine", State.OK)
                .alarm("latency", State.ALARM)));
  }

  @Test
  void anAlarmWithoutDataKeepsNobodyFromGoingOn() {
    assertInstanceOf(
        Decision.Done.class,
        decide(Plans.of(1, 1), Looks.at(done()).alarm("errors", State.INSUFFICIENT_DATA)));
  }

  @Test
  void anAlarmThatSomebodyDeletedIsAConflictUnlessAnotherOneRings() {
    Looks look = Looks.at(done()).alarm("gone", State.MISSING);

    assertEquals(StopCategory.CONFLICT, stop(decide(Plans.of(1, 1), look)).category());
    assertEquals(
        StopCategory.ALARM,
        stop(decide(Plans.of(1, 1), look.alarm("errors", State.ALARM))).category());
  }

  @Test
  void aGroupThatWouldStillLaunchAnotherVersionIsToldBeforeTheWayBackIsOver() {
    Looks look = Looks.at(SampleGroup.of(1)).origin("web-0", Plans.FROM_1);

    Decision.Batch batch =
        assertInstanceOf(Decision.Batch.class, decide(Plans.of(1, 1).back(), look));
    assertEquals(List.of(""), batch.servers().stream().map(ChosenServer::instanceId).toList());
  }

  private static SampleGroup toldItsOldVersion() {
    return SampleGroup.of(1).change(0, group -> group.template("lt-1", "1"));
  }

  @Test
  void aPauseNamesWhoAskedForIt() {
    assertEquals(
        new Decision.AskPerson(true, "paused: Ada asked for it"),
        decide(Plans.of(3, 1), Looks.at(SampleGroup.of(3)).pauseAskedBy("Ada")));
  }

  @Test
  void aPauseIsAskedForOnlyWhileThereIsSomethingToPauseBefore() {
    assertInstanceOf(
        Decision.Done.class, decide(Plans.of(1, 1), Looks.at(done()).pauseAskedBy("Ada")));
    assertInstanceOf(
        Decision.AskPerson.class,
        decide(Plans.of(1, 1), Looks.at(done().unhealthy(0)).pauseAskedBy("Ada")),
        "it is waited for");
  }

  @Test
  void aRolloutThatHasTurnedBackGoesNoFurtherForward() {
    Looks look = Looks.at(toldItsOldVersion()).origin("web-0", Plans.FROM_1).turnedBack();

    assertEquals(
        new Decision.Stop(
            StopCategory.CONFLICT, "this rollout has turned back; it goes no further forward"),
        decide(Plans.of(1, 1), look));
    assertInstanceOf(Decision.Done.class, decide(Plans.of(1, 1).back(), look));
  }

  @Test
  void aFullHistoryIsHandedOverAndItsSizeTold() {
    Course full = CourseEdit.of(Course.START).events(HistoryBudget.FULL).course();

    assertEquals(
        new Decision.HandOver("the history of this execution has up to 19500 events"),
        BatchPlanner.decide(Plans.plan(3, 1), Looks.situation(SampleGroup.of(3)), EXECUTION, full));
  }

  @Test
  void aCheckpointSaysHowManyServersAreLeft() {
    assertEquals(
        new Decision.AskPerson(
            false,
            "checkpoint: batch 1 is replaced and healthy; 2 servers are left to be replaced"),
        BatchPlanner.decide(
            Plans.of(3, 1).checkpoints("every-batch").plan(),
            Looks.situation(SampleGroup.of(3).replace(0, "i-n0", 2)),
            EXECUTION,
            Courses.afterBatches(1, Instant.EPOCH)));
  }

  @Test
  void nobodyIsAskedAfterTheLastBatch() {
    assertInstanceOf(
        Decision.Done.class,
        BatchPlanner.decide(
            Plans.of(1, 1).checkpoints("every-batch", "50%").plan(),
            Looks.situation(done()),
            EXECUTION,
            Courses.afterBatches(1, Instant.EPOCH)));
  }

  @Test
  void theEndSaysWhichServersAreThereAndWhichWay() {
    assertEquals(
        "all 1 servers of web are at their target and healthy",
        decide(Plans.of(1, 1), Looks.at(done())).reason());
    assertEquals(
        "the servers asked for ([0]) are at their target and healthy",
        decide(Plans.of(2, 1).only(0), Looks.at(SampleGroup.of(2).replace(0, "i-n0", 2))).reason());
    assertTrue(
        decide(Plans.of(1, 1).back(), Looks.at(toldItsOldVersion()).origin("web-0", Plans.FROM_1))
            .reason()
            .startsWith("the servers replaced before are back at the versions they came from"));
  }

  @Test
  void aPlaceThatDoesNotHealInHalfTheTimeIsReplacedRatherThanWaitedFor() {
    Looks look = Looks.at(SampleGroup.of(2).state(1, LifecycleState.TERMINATED));
    Plans plan = Plans.of(2, 1).fixed();

    Decision early = decide(plan, look, waitingFor(Duration.ofMinutes(14)));
    Decision late = decide(plan, look, waitingFor(Duration.ofMinutes(15)));

    assertInstanceOf(Decision.Wait.class, early, early.reason());
    assertEquals(
        List.of(""),
        assertInstanceOf(Decision.Batch.class, late, late.reason()).servers().stream()
            .map(ChosenServer::instanceId)
            .toList());
    assertTrue(
        late.reason().contains("server 1 (no instance, target lt-1:2), unhealthy: "),
        late.reason());
  }

  @Test
  void onTheWayBackAPlaceThatIsStuckIsReplacedAtOnce() {
    Looks look =
        Looks.at(SampleGroup.of(2).state(1, LifecycleState.TERMINATED))
            .origin("web-1", Plans.FROM_1);

    assertInstanceOf(Decision.Batch.class, decide(Plans.of(2, 1).back(), look));
  }

  @Test
  void aServerThatIsOutdatedAndStuckIsChosenOnce() {
    SampleGroup sample = SampleGroup.of(3).state(1, LifecycleState.PENDING);
    Decision decision =
        decide(Plans.of(3, 3).fixed(), Looks.at(sample), waitingFor(Duration.ofMinutes(15)));

    assertEquals(
        List.of("i-1", "i-0", "i-2"),
        assertInstanceOf(Decision.Batch.class, decision, decision.reason()).servers().stream()
            .map(ChosenServer::instanceId)
            .toList());
    assertTrue(decision.reason().startsWith("3 of 3 servers are outdated"), decision.reason());
  }

  @Test
  void aGroupThatSomebodyElseGaveAnotherVersionIsNotToldOverForAPlaceThatIsStuck() {
    SampleGroup sample =
        SampleGroup.of(1)
            .state(0, LifecycleState.TERMINATED)
            .change(0, g -> g.template("lt-1", "7"));

    Course late = waitingFor(Duration.ofMinutes(15));
    Decision.Stop stop = stop(decide(Plans.of(1, 1).fixed(), Looks.at(sample), late));
    assertEquals(StopCategory.CONFLICT, stop.category());
    assertTrue(stop.reason().contains("web-0 now names launch template lt-1 version 7"));
    assertTrue(stop.reason().contains("server 0 (no instance, target lt-1:2)"), stop.reason());
  }

  @Test
  void aGroupWhoseServersAreAtTheFloorIsWaitedForUntilItsTimeIsUp() {
    RolloutPlan plan = Plans.plan(3, 0);
    Situation now = Looks.situation(SampleGroup.of(3));

    Decision.Wait wait =
        assertInstanceOf(
            Decision.Wait.class, BatchPlanner.decide(plan, now, EXECUTION, Course.START));
    assertEquals("web: 3 servers are healthy and 3 must stay so", wait.reason());
    Decision.Stop stop =
        stop(BatchPlanner.decide(plan, now, EXECUTION, Courses.waitedFor(Duration.ofMinutes(31))));
    assertEquals(StopCategory.HEALTH, stop.category());
    assertEquals("for 31 minutes " + wait.reason(), stop.reason());
  }

  private static SampleGroup done() {
    return SampleGroup.of(1).replace(0, "i-n0", 2);
  }

  private static Decision decide(Plans plan, Looks look) {
    return decide(plan, look, Course.START);
  }

  private static Decision decide(Plans plan, Looks look, Course course) {
    return BatchPlanner.decide(plan.plan(), look.now(), EXECUTION, course);
  }

  private static Course waitingFor(Duration time) {
    return CourseEdit.of(Course.START)
        .waitingSince(Optional.of(Instant.EPOCH.minus(time)))
        .course();
  }

  private static Decision.Stop stop(Decision decision) {
    return assertInstanceOf(Decision.Stop.class, decision, decision.reason());
  }

  private static String kind(Decision decision) {
    return switch (decision) {
      case Decision.Stop(StopCategory category, String reason) -> "Stop " + category;
      case Decision.AskPerson(boolean paused, String reason) ->
          paused ? "AskPerson paused" : "AskPerson";
      default -> decision.getClass().getSimpleName();
    };
  }
}
