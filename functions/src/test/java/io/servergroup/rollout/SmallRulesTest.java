package io.servergroup.rollout;

import static org.junit.jupiter.api.Assertions.assertFalse;
import io.servergroup.group.LifecycleState;
import io.servergroup.group.Instance;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.health.SampleGroup;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules too small for a story of their own: lock, names, polling, failure texts, targets. */
final class SmallRulesTest {
  @Test
  void aLockIsTakenKeptTakenOverOrRefused() {
    assertEquals(new LockDecision.Take(), lock(Optional.empty(), false));
    assertEquals(new LockDecision.Keep(), lock(Optional.of("me"), true));
    assertEquals(new LockDecision.TakeOver("dead"), lock(Optional.of("dead"), false));
    assertEquals(new LockDecision.Refuse("alive"), lock(Optional.of("alive"), true));
  }

  @Test
  void aChildNameIsTheSameForTheSameTryAndAnotherForEveryOther() {
    Course third = Courses.afterBatches(2, Instant.EPOCH);
    Course again = third.at(new Course.Since.GivenBack(), 0, Instant.EPOCH);
    String name = ChildName.of(Plans.EXECUTION, false, third);

    assertTrue(name.startsWith("one-") && name.endsWith("-b3-a1"), name);
    assertEquals(name, ChildName.of(Plans.EXECUTION, false, third));
    assertNotEquals(name, ChildName.of(Plans.EXECUTION, false, again));
    assertNotEquals(name, ChildName.of(Plans.EXECUTION, true, third));
    assertNotEquals(
        name, ChildName.of(Plans.EXECUTION, false, Courses.afterBatches(3, Instant.EPOCH)));
    String longName = "arn:aws:states:eu-west-1:1:execution:rolling-deploy:" + "x".repeat(79);
    assertNotEquals(
        ChildName.of(longName + "1", false, third), ChildName.of(longName + "2", false, third));
    String longest = ChildName.of(longName + "1", true, course(999_999, 99, 9_999));
    assertTrue(longest.endsWith("-r999999-a99"), longest);
    assertTrue(longest.length() + "-r1000".length() <= 80, longest);
  }

  @Test
  void anExecutionThatGoesOnHasANameOfItsOwnHoweverLongThatOfTheOneBefore() {
    String longName = "arn:aws:states:eu-west-1:1:execution:rolling-deploy:" + "x".repeat(80);
    String name = ChildName.ofSuccessor(longName, course(999_999, 99, 9_999));

    assertTrue(name.endsWith("-n9999"), name);
    assertTrue(name.length() <= 80, name);
    assertNotEquals(ChildName.ofSuccessor(Plans.EXECUTION, course(1, 1, 2)), name);
    assertNotEquals(
        ChildName.ofSuccessor(Plans.EXECUTION, course(1, 1, 2)),
        ChildName.ofSuccessor(Plans.EXECUTION, course(1, 1, 3)));
  }

  @ParameterizedTest
  @CsvSource({"0, 10", "190, 10", "400, 20", "4000, 50"})
  void whatTakesLongIsLookedAtLessAndLessOften(long elapsed, long expected) {
    assertEquals(
        Duration.ofSeconds(expected),
        PollSchedule.away(Duration.ofSeconds(10), Duration.ofSeconds(elapsed)));
  }

  @ParameterizedTest
  @CsvSource({"10, 30, 1", "10, 85, 2", "10, 500, 12", "10, 9000, 50", "1, 10, 1", "50, 10, 5"})
  void serversInServiceAreLookedAtOftenBecauseOnlyTheirHealthIsMissing(
      long interval, long elapsed, long expected) {
    assertEquals(
        Duration.ofSeconds(expected),
        PollSchedule.near(Duration.ofSeconds(interval), Duration.ofSeconds(elapsed)));
  }

  /** However long the batch has taken until then: the condition holds, the rollout may go on. */
  @ParameterizedTest
  @CsvSource({"10, 1", "1, 1", "50, 5"})
  void healthyServersAreSeenAgainAsSoonAsPossible(long interval, long expected) {
    assertEquals(Duration.ofSeconds(expected), PollSchedule.again(Duration.ofSeconds(interval)));
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
  void aListShowsTenAndCountsTheRest() {
    List<String> ten = IntStream.range(0, 10).mapToObj(i -> "s" + i).toList();
    List<String> twelve = IntStream.range(0, 12).mapToObj(i -> "s" + i).toList();

    assertEquals(String.join("; ", ten), Listing.of(ten));
    assertEquals(String.join("; ", ten) + "; and 2 more", Listing.of(twelve));
  }

  @Test
  void theQuestionOfAPauseIsToldFromThatOfACheckpoint() {
    String pause = Decision.AskPerson.pausedBy("ann").reason();

    assertEquals("paused: ann asked for it", pause);
    assertTrue(Decision.AskPerson.isPause(pause));
    assertFalse(Decision.AskPerson.isPause("checkpoint: half of the servers are replaced"));
  }

  @Test
  void aChosenServerIsCalledByItsNumberOrElseByItsInstance() {
    assertEquals(
        "server 3", new ChosenServer(OptionalInt.of(3), "web", "", "", Optional.empty()).name());
    assertEquals(
        "the server on i-0",
        new ChosenServer(OptionalInt.empty(), "web", "i-0", "", Optional.empty()).name());
    assertEquals(
        "a missing server of web",
        new ChosenServer(OptionalInt.empty(), "web", "", "", Optional.empty()).name());
  }

  @Test
  void targetsSurviveTheStateMachine() {
    assertEquals(Plans.TO_2, new Targets(Targets.ofTexts(Plans.TO_2.asTexts())));
    assertEquals(Map.of("lt-1 $Latest", 2L), Plans.TO_2.asTexts());
  }

  private static LockDecision lock(Optional<String> holder, boolean holderRuns) {
    return LockDecision.of("me", Optional.empty(), holder, holderRuns);
  }

  private static Course course(int batch, int attempt, int execution) {
    return CourseEdit.of(Course.START).batch(batch, attempt).execution(execution).course();
  }

  @Test
  void groupsThatShareATemplateShareATarget() {
    assertEquals(1, Targets.referencesOf(SampleGroup.of(1_000).group()).size());
  }

  @Test
  void findingsAreToldOneALine() {
    assertEquals(
        "refused:\n- batchSize: found \"0\"; give 1\n- web-1: is suspended; resume it",
        Finding.message(
            "refused:",
            List.of(
                new Finding("batchSize", "found \"0\"", "give 1"),
                new Finding("web-1", "is suspended", "resume it"))));
  }

  /** What is longer is refused as a function's answer, or as a cause, and nothing would be told. */
  @Test
  void ofFindingsAboutAThousandGroupsTheFirstAreToldAndTheRestCounted() {
    List<Finding> findings =
        IntStream.range(0, 3_000)
            .mapToObj(i -> new Finding("web-" + i, "has no maintenance policy", "set one"))
            .toList();

    String message = Finding.message("refused:", findings);

    assertTrue(message.length() < Finding.LONGEST_MESSAGE + 30, message);
    long told = message.lines().filter(line -> line.startsWith("- web-")).count();
    assertTrue(message.endsWith("\n- and " + (3_000 - told) + " more"), message);
    assertTrue(told > 200, message);
  }

  @Test
  void oneFindingIsToldHoweverLongItIs() {
    List<Finding> findings = List.of(new Finding("input", "x".repeat(20_000), "less"));

    assertTrue(Finding.message("refused:", findings).endsWith("x; less"));
  }

  @ParameterizedTest
  @CsvSource({"2, true", "1, false", "3, false"})
  void anInstanceMeetsItsTargetWithTheVersionItself(long version, boolean meets) {
    assertEquals(meets, meets(Plans.TO_2, Plans.instance("i-0", LifecycleState.PENDING, version)));
  }

  @Test
  void anInstanceMeetsItsTargetWithAnEqualVersionTooButNotWithoutAny() {
    Targets alike = Plans.TO_2.withEqual(EqualVersions.ofTexts(Map.of("lt-1:2", "lt-1:1")));
    Instance untold =
        new Instance("i-0", "zone-a", LifecycleState.IN_SERVICE, true, Optional.empty());

    assertTrue(meets(alike, Plans.instance("i-0", LifecycleState.IN_SERVICE, 1)));
    assertFalse(meets(alike, untold));
  }

  private static boolean meets(Targets targets, Instance instance) {
    return targets.areMetBy(SampleGroup.of(1).group().autoScalingGroups().getFirst(), instance);
  }
}
