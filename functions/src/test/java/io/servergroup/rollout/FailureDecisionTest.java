package io.servergroup.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.group.TemplateVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FailureDecisionTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final Map<String, TemplateVersion> ORIGINS = Map.of("web-0", Plans.FROM_1);

  @ParameterizedTest
  @EnumSource(
      value = StopCategory.class,
      names = {"HEALTH", "TIMEOUT", "CAPACITY", "ALARM", "ERROR"})
  void aRolloutThatMayTurnBackDoesSoAfterAFailureOfItsOwn(StopCategory category) {
    assertInstanceOf(
        FailureDecision.TurnBack.class, decide(rollingBack(), failure(category), ORIGINS));
  }

  @ParameterizedTest
  @EnumSource(
      value = StopCategory.class,
      names = {"OPERATOR", "CONFLICT"})
  void nothingTurnsBackAgainstAPersonOrSomebodyElse(StopCategory category) {
    assertEquals(
        new FailureDecision.End(failure(category)),
        decide(rollingBack(), failure(category), ORIGINS));
  }

  @Test
  void nothingTurnsBackForAnErrorOfAnotherName() {
    FailureText refused = new FailureText("Rollout.Refused", "held");

    assertEquals(new FailureDecision.End(refused), decide(rollingBack(), refused, ORIGINS));
  }

  @ParameterizedTest
  @EnumSource(StopCategory.class)
  void aRolloutThatIsToStopNeverTurnsBack(StopCategory category) {
    assertEquals(
        new FailureDecision.End(failure(category)),
        decide(Plans.of(3, 1), failure(category), ORIGINS));
  }

  @Test
  void whereNothingWasReplacedThereIsNothingToTakeBack() {
    assertEquals(
        new FailureDecision.End(
            new FailureText(
                "Rollout.Stopped.Timeout",
                "it happened; nothing had been replaced, so there is nothing to take back")),
        decide(rollingBack(), failure(StopCategory.TIMEOUT), Map.of()));
  }

  @Test
  void serversOfWhichNobodyKnowsWhatTheyCameFromAreNotSaidToBeUntouched() {
    FailureDecision decision =
        FailureDecision.of(
            rollingBack().plan(),
            failure(StopCategory.TIMEOUT),
            Courses.afterBatches(2, NOON),
            LockState.heldBy(Plans.EXECUTION),
            Plans.EXECUTION,
            NOON);

    assertEquals(
        "it happened; nothing tells what the replaced servers came from, so none is taken back",
        assertInstanceOf(FailureDecision.End.class, decision).failure().cause());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "arn:other"})
  void whoseLockHasGoneTakesNothingBackAndSaysSo(String holder) {
    LockState gone =
        new LockState(
            Optional.of(holder).filter(arn -> !arn.isEmpty()),
            Optional.empty(),
            Optional.empty(),
            false,
            ORIGINS);

    FailureDecision decision =
        FailureDecision.of(
            rollingBack().plan(),
            failure(StopCategory.TIMEOUT),
            Course.START,
            gone,
            Plans.EXECUTION,
            NOON);

    FailureText failure = assertInstanceOf(FailureDecision.End.class, decision).failure();
    assertEquals("Rollout.Stopped.Timeout", failure.error());
    assertTrue(failure.cause().startsWith("it happened; the lock is not this"), failure::cause);
  }

  @Test
  void theWayBackKeepsFloorAndHealthAndHasNeitherCanaryNorCheckpointsNorAlarms() {
    Plans forward =
        rollingBack()
            .canary()
            .checkpoints("canary", "50%")
            .only(0, 1)
            .alarms("errors", "fine")
            .baking(Duration.ofSeconds(60));
    RolloutPlan back = turnBack(forward, Courses.afterBatches(2, NOON)).plan();

    assertEquals(
        new RolloutPlan(
            "web",
            3,
            1,
            NOON,
            2,
            Plans.TO_2,
            Selection.OUTDATED,
            false,
            forward.alarms().plan().gates(),
            Checkpoints.NONE,
            Duration.ofHours(24),
            OnFailure.STOP,
            Optional.of(new Rollback("Rollout.Stopped.Health", "it happened"))),
        back);
    assertEquals(forward.plan().floor(), back.floor());
  }

  @Test
  void theServersOfTheFailedBatchAreToBeTakenBackAsWell() {
    assertEquals(1, turnBack(rollingBack(), Course.START).plan().toReplace());
  }

  @Test
  void theWayBackCountsAnewInTheSameExecution() {
    Course midway = CourseEdit.of(Courses.afterBatches(2, NOON)).events(900).execution(3).course();

    assertEquals(
        CourseEdit.of(Course.START).events(900).execution(3).course(),
        turnBack(rollingBack(), midway).course());
  }

  @ParameterizedTest
  @EnumSource(value = StopCategory.class, names = "OPERATOR", mode = EnumSource.Mode.EXCLUDE)
  void aRollbackThatFailsEndsAsSuchAndTellsBothFailures(StopCategory category) {
    FailureDecision.End end =
        assertInstanceOf(
            FailureDecision.End.class, decide(Plans.of(3, 1).back(), failure(category), ORIGINS));

    assertEquals(Rollback.ROLLBACK_FAILED, end.failure().error());
    assertEquals(
        "The servers could not be taken back to the versions they came from: "
            + category.errorName()
            + ": it happened. They were taken back because the rollout had failed"
            + " (Rollout.Stopped.Timeout: server 0)",
        end.failure().cause());
  }

  @Test
  void aRollbackNeverTurnsBackAgain() {
    assertInstanceOf(
        FailureDecision.End.class,
        decide(rollingBack().back(), failure(StopCategory.HEALTH), ORIGINS));
  }

  @Test
  void anOperatorWhoStopsARollbackHasStoppedIt() {
    assertEquals(
        new FailureDecision.End(
            new FailureText(
                "Rollout.Stopped.Operator",
                "it happened; while the servers were being taken back, because the rollout had"
                    + " failed (Rollout.Stopped.Timeout: server 0)")),
        decide(Plans.of(3, 1).back(), failure(StopCategory.OPERATOR), ORIGINS));
  }

  @Test
  void aBatchWhoseExecutionSomebodyStoppedWasStoppedByAPerson() {
    FailureText.Child aborted =
        new FailureText.Child("arn:child", "ABORTED", "Rollout.Stopped.Health", "because");

    assertEquals(
        new FailureText(
            "Rollout.Stopped.Operator", "arn:child was stopped: Rollout.Stopped.Health because"),
        FailureText.of("States.TaskFailed", "{...", Optional.of(aborted)));
  }

  @Test
  void aBatchThatBrokeForAnyOtherReasonIsAnErrorThatNamesItsExecution() {
    FailureText.Child broken =
        new FailureText.Child("arn:child", "TIMED_OUT", "States.Timeout", "late");

    assertEquals(
        new FailureText("Rollout.Stopped.Error", "arn:child is TIMED_OUT: States.Timeout late"),
        FailureText.of("States.TaskFailed", "{...", Optional.of(broken)));
  }

  @Test
  void aCauseOfAnyLengthFitsIntoAnExecution() {
    String cause = FailureText.of("Lambda.Unknown", "x".repeat(50_000), Optional.empty()).cause();

    assertTrue(cause.length() < 5_000 && cause.endsWith("..."), cause);
    assertEquals("x".repeat(4_000), FailureText.cut("x".repeat(4_000)));
    assertEquals("x".repeat(4_000) + "...", FailureText.cut("x".repeat(4_001)));
  }

  private static Plans rollingBack() {
    return Plans.of(3, 1).rollingBackOnFailure();
  }

  private static FailureText failure(StopCategory category) {
    return new FailureText(category.errorName(), "it happened");
  }

  private static FailureDecision.TurnBack turnBack(Plans plan, Course course) {
    return assertInstanceOf(
        FailureDecision.TurnBack.class,
        FailureDecision.of(
            plan.plan(),
            failure(StopCategory.HEALTH),
            course,
            held(ORIGINS),
            Plans.EXECUTION,
            NOON));
  }

  private static LockState held(Map<String, TemplateVersion> origins) {
    return new LockState(
        Optional.of(Plans.EXECUTION), Optional.empty(), Optional.empty(), false, origins);
  }

  private static FailureDecision decide(
      Plans plan, FailureText failure, Map<String, TemplateVersion> origins) {
    return FailureDecision.of(
        plan.plan(), failure, Course.START, held(origins), Plans.EXECUTION, NOON);
  }
}
