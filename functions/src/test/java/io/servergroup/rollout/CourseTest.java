package io.servergroup.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.rollout.Course.Since;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class CourseTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final Decision.Batch BATCH = new Decision.Batch(List.of(), false, "next");
  private static final Decision.Batch CANARY = new Decision.Batch(List.of(), true, "canary");
  private static final Decision.Wait WAIT = new Decision.Wait(List.of(), "unfit");
  private static final Decision.Bake BAKE = new Decision.Bake(Duration.ofSeconds(9), "bakes");

  /** Differs from the beginning in every component. */
  private static final Course MIDWAY =
      new Course(
          new Course.Tally(4, 3, 7, 2, 5),
          Optional.of(new Course.Choice(true, NOON.minusSeconds(600))),
          new Course.Times(
              Duration.ofMinutes(20),
              Optional.of(NOON.minusSeconds(60)),
              Optional.of(NOON.minusSeconds(300))),
          1_000,
          2);

  @Test
  void itBeginsWithTheFirstTryOfTheFirstBatchInTheFirstExecution() {
    assertEquals(1, Course.START.batch());
    assertEquals(1, Course.START.tally().attempt());
    assertEquals(1, Course.START.execution());
    assertEquals(HistoryBudget.BEGINNING, Course.START.events());
    assertEquals(Duration.ZERO, Course.START.waited(NOON));
    assertEquals(Duration.ZERO, Course.START.times().busy());
  }

  @Test
  void everyLookCountsItsEventsAndThoseOfRetries() {
    assertEquals(1_000 + HistoryBudget.ofLook(4), MIDWAY.at(new Since.Nothing(), 4, NOON).events());
    assertTrue(HistoryBudget.ofLook(1) > HistoryBudget.ofLook(0));
  }

  @Test
  void whenNothingHasHappenedOnlyTheEventsAreCounted() {
    assertEquals(
        course(MIDWAY).events(1_000 + HistoryBudget.ofLook(0)).course(),
        MIDWAY.at(new Since.Nothing(), 0, NOON));
  }

  @Test
  void aReplacedBatchCountsItsServersItsTimeAndBeginsToBake() {
    assertEquals(
        course(MIDWAY)
            .batch(5, 1)
            .replaced(9, 9, 5)
            .busy(Duration.ofMinutes(30))
            .waitingSince(Optional.empty())
            .fitSince(Optional.of(NOON))
            .events(1_000 + HistoryBudget.ofLook(0))
            .course(),
        MIDWAY.at(new Since.Replaced(2), 0, NOON));
  }

  @Test
  void aBatchThatNobodyKnowsTheBeginningOfTookNoTime() {
    assertEquals(Duration.ZERO, Courses.afterBatches(1, NOON).times().busy());
  }

  @Test
  void onlyTheBatchChosenAsTheCanaryMakesTheCanary() {
    Course plain = Course.START.after(BATCH, NOON).at(new Since.Replaced(2), 0, NOON);
    Course canary = plain.after(CANARY, NOON).at(new Since.Replaced(1), 0, NOON);

    assertEquals(0, plain.tally().canaryAt());
    assertEquals(3, canary.tally().canaryAt());
    assertEquals(
        3, canary.after(BATCH, NOON).at(new Since.Replaced(2), 0, NOON).tally().canaryAt());
  }

  @Test
  void aCanaryIsWantedUntilThereWasOneAndOnlyByPlansThatHaveOne() {
    Course canary = Course.START.after(CANARY, NOON).at(new Since.Replaced(1), 0, NOON);

    assertTrue(Course.START.wantsCanary(Plans.of(4, 1).canary().plan()));
    assertFalse(Course.START.wantsCanary(Plans.plan(4, 1)));
    assertFalse(canary.wantsCanary(Plans.of(4, 1).canary().plan()));
  }

  @Test
  void aBatchGivenBackIsTriedAgainAndIsNoCanaryAnyMore() {
    assertEquals(
        course(MIDWAY).batch(4, 4).events(1_000 + HistoryBudget.ofLook(0)).course(),
        MIDWAY.at(new Since.GivenBack(), 0, NOON));
  }

  @Test
  void aPersonIsAskedOnceAtACheckpointAndAPauseIsNone() {
    Course asked = MIDWAY.after(new Decision.AskPerson(false, "checkpoint"), NOON);
    Course paused = MIDWAY.after(new Decision.AskPerson(true, "paused"), NOON);

    assertEquals(7, asked.tally().askedAt());
    assertEquals(5, paused.tally().askedAt());
  }

  @Test
  void whatGoesOnHasNotWaitedForTheGroup() {
    assertEquals(
        course(MIDWAY)
            .waitingSince(Optional.empty())
            .events(1_000 + HistoryBudget.ofLook(0))
            .course(),
        MIDWAY.at(new Since.Resumed(), 0, NOON));
  }

  @Test
  void waitingIsTimedFromTheFirstLookThatFoundTheGroupUnfit() {
    Course first = Course.START.after(WAIT, NOON);
    Course second = first.after(WAIT, NOON.plusSeconds(20));

    assertEquals(Duration.ofSeconds(50), second.waited(NOON.plusSeconds(50)));
  }

  static List<Decision> endsOfWaiting() {
    return List.of(BATCH, CANARY, BAKE, new Decision.AskPerson(false, "checkpoint"));
  }

  @ParameterizedTest
  @MethodSource("endsOfWaiting")
  void whateverIsDecidedOfAFitGroupEndsTheWaiting(Decision decision) {
    Course waiting = Course.START.after(WAIT, NOON);

    assertEquals(Optional.empty(), waiting.after(decision, NOON).times().waitingSince());
  }

  @Test
  void aGroupThatStaysFitBakesFromTheEndOfItsBatch() {
    Course course = Courses.afterBatches(1, NOON);

    assertEquals(
        Optional.of(NOON),
        course
            .after(BAKE, NOON.plusSeconds(10))
            .after(BAKE, NOON.plusSeconds(20))
            .times()
            .fitSince());
  }

  @Test
  void beforeTheFirstBatchNothingBakes() {
    assertEquals(Optional.empty(), Course.START.after(WAIT, NOON).times().fitSince());
    assertEquals(Optional.empty(), Course.START.after(BATCH, NOON).times().fitSince());
  }

  @Test
  void aBatchIsTimedFromWhenItWasChosen() {
    assertEquals(
        course(MIDWAY).chose(false, NOON).waitingSince(Optional.empty()).course(),
        MIDWAY.after(BATCH, NOON));
    assertEquals(
        course(MIDWAY).chose(true, NOON).waitingSince(Optional.empty()).course(),
        MIDWAY.after(CANARY, NOON));
  }

  @Test
  void anotherExecutionBeginsItsOwnHistoryAndKeepsTheRest() {
    assertEquals(
        course(MIDWAY).events(HistoryBudget.BEGINNING).execution(3).course(),
        MIDWAY.inNextExecution());
  }

  @Test
  void anExecutionThatHandsOverKeepsTheCountOfItsOwnHistoryInCaseItCannot() {
    assertEquals(MIDWAY, MIDWAY.after(new Decision.HandOver("full"), NOON));
  }

  @Test
  void nothingChangesAtTheEnd() {
    assertEquals(MIDWAY, MIDWAY.after(new Decision.Done("done"), NOON));
    assertEquals(MIDWAY, MIDWAY.after(new Decision.Stop(StopCategory.HEALTH, "ill"), NOON));
  }

  @Test
  void theWayBackBeginsAnewInTheSameExecution() {
    assertEquals(
        course(Course.START).events(1_000).execution(2).course(), Course.START.countedOn(MIDWAY));
  }

  private static CourseEdit course(Course from) {
    return CourseEdit.of(from);
  }
}
