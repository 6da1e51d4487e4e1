package io.servergroup.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.health.SampleGroup;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules too small for a story of their own: lock, names, polling, failure texts, targets. */
final class SmallRulesTest {
  @Test
  void aLockIsTakenKeptTakenOverOrRefused() {
    assertEquals(new LockDecision.Take(), LockDecision.of("me", Optional.empty(), false));
    assertEquals(new LockDecision.Keep(), LockDecision.of("me", Optional.of("me"), true));
    assertEquals(
        new LockDecision.TakeOver("dead"), LockDecision.of("me", Optional.of("dead"), false));
    assertEquals(
        new LockDecision.Refuse("alive"), LockDecision.of("me", Optional.of("alive"), true));
  }

  @Test
  void aChildNameIsTheSameForTheSameTryAndAnotherForEveryOther() {
    String name = ChildName.of(Plans.EXECUTION, 3, 1);

    assertEquals(name, ChildName.of(Plans.EXECUTION, 3, 1));
    assertNotEquals(name, ChildName.of(Plans.EXECUTION, 3, 2));
    assertNotEquals(name, ChildName.of(Plans.EXECUTION, 4, 1));
    String longName = "arn:aws:states:eu-west-1:1:execution:rolling-deploy:" + "x".repeat(79);
    assertNotEquals(ChildName.of(longName + "1", 3, 1), ChildName.of(longName + "2", 3, 1));
    assertTrue(ChildName.of(longName + "1", 999_999, 99).length() + "-r1000".length() <= 80);
  }

  @ParameterizedTest
  @CsvSource({"0, 10", "190, 10", "400, 20", "4000, 60"})
  void whatTakesLongIsLookedAtLessAndLessOften(long elapsed, long expected) {
    assertEquals(
        Duration.ofSeconds(expected),
        PollSchedule.away(Duration.ofSeconds(10), Duration.ofSeconds(elapsed)));
  }

  @ParameterizedTest
  @CsvSource({"10, 30, 1", "10, 190, 1", "10, 500, 5", "10, 9000, 60", "1, 10, 1", "60, 10, 6"})
  void serversInServiceAreLookedAtOftenBecauseOnlyTheirHealthIsMissing(
      long interval, long elapsed, long expected) {
    assertEquals(
        Duration.ofSeconds(expected),
        PollSchedule.near(Duration.ofSeconds(interval), Duration.ofSeconds(elapsed)));
  }

  @Test
  void aDecidedFailureKeepsItsNameAndAnyOtherBecomesAnError() {
    FailureText.Child decided =
        new FailureText.Child("arn:child", "FAILED", "Rollout.Stopped.Timeout", "server 0: ill");
    FailureText.Child timedOut = new FailureText.Child("arn:child", "TIMED_OUT", "", "");

    assertEquals(
        new FailureText("Rollout.Stopped.Timeout", "server 0: ill (arn:child)"),
        FailureText.of("States.TaskFailed", "{...", Optional.of(decided)));
    assertEquals(
        "Rollout.Stopped.Error",
        FailureText.of("States.TaskFailed", "{...", Optional.of(timedOut)).error());
    assertEquals(
        new FailureText("Rollout.Stopped.Error", "Lambda.Unknown: it died"),
        FailureText.of("Lambda.Unknown", "it died", Optional.empty()));
    assertEquals(
        new FailureText("Rollout.Stopped.Health", "ill"),
        FailureText.of("Rollout.Stopped.Health", "ill", Optional.empty()));
    assertEquals(new FailureText("", ""), FailureText.of("", "", Optional.empty()));
  }

  @Test
  void targetsSurviveTheStateMachine() {
    assertEquals(Plans.TO_2, Targets.ofTexts(Plans.TO_2.asTexts()));
    assertEquals(Map.of("lt-1 $Latest", 2L), Plans.TO_2.asTexts());
  }

  @Test
  void groupsThatShareATemplateShareATarget() {
    assertEquals(1, Targets.referencesOf(SampleGroup.of(1_000).group()).size());
  }
}
