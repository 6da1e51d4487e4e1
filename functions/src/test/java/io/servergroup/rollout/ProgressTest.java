package io.servergroup.rollout;

import static io.servergroup.rollout.Plans.chosen;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.health.GroupHealth;
import io.servergroup.health.SampleGroup;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ProgressTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final Blocker BLOCKER = new Blocker("server 0", "is ill");

  /** Two batches of two servers each took twelve minutes together; four servers are left. */
  private final RolloutPlan plan = Plans.of(8, 2).baking(Duration.ofSeconds(60)).plan();

  private final Course course =
      CourseEdit.of(Course.START)
          .batch(3, 1)
          .replaced(4, 0, 0)
          .busy(Duration.ofMinutes(12))
          .course();
  private final Instant end = NOON.plus(Duration.ofMinutes(14));
  private final ProgressMaker maker = new ProgressMaker(plan, course, NOON);
  private final GroupHealth health = SampleGroup.of(8).unhealthy(3).health();

  @ParameterizedTest
  @CsvSource({"0, 3, 0", "1, 3, 33", "2, 3, 66", "3, 3, 100", "4, 3, 100", "0, 0, 100"})
  void itIsToldInWholePercentOfTheServersToBeReplaced(int replaced, int all, int percent) {
    assertEquals(percent, Progress.percent(replaced, all));
  }

  @Test
  void theRestIsExpectedToTakeAsLongAsWhatWasAndToBake() {
    assertEquals(Optional.of(end), Progress.estimatedEnd(plan, course, NOON));
  }

  @Test
  void aBatchThatIsNotFullTakesAsLongAsAFullOne() {
    Course more = CourseEdit.of(course).replaced(5, 0, 0).course();

    assertEquals(Optional.of(end), Progress.estimatedEnd(plan, more, NOON));
  }

  @Test
  void nothingIsExpectedBeforeTheFirstServerAndAfterTheLast() {
    assertEquals(Optional.empty(), Progress.estimatedEnd(plan, Course.START, NOON));
    assertEquals(
        Optional.empty(),
        Progress.estimatedEnd(plan, CourseEdit.of(course).replaced(8, 0, 0).course(), NOON));
  }

  @Test
  void onlyTheFirstBlockersAreShown() {
    List<Blocker> many =
        IntStream.range(0, 1_000).mapToObj(i -> new Blocker("server " + i, "is ill")).toList();

    assertEquals(many.subList(0, 20), maker.replacing(List.of(), many, "1000 are ill").blockers());
    assertEquals(
        many.subList(0, 3), maker.replacing(List.of(), many.subList(0, 3), "ill").blockers());
  }

  @Test
  void aBatchIsToldWithItsServers() {
    assertEquals(
        record(
            Progress.Phase.REPLACING,
            List.of("server 0", "server 3"),
            OptionalInt.of(7),
            List.of(),
            "next"),
        maker.of(new Decision.Batch(List.of(chosen(0), chosen(3)), false, "next"), health));
  }

  @Test
  void waitingIsToldWithWhatKeepsItFromGoingOn() {
    assertEquals(
        record(Progress.Phase.WAITING, List.of(), OptionalInt.of(7), List.of(BLOCKER), "not fit"),
        maker.of(new Decision.Wait(List.of(BLOCKER), "not fit"), health));
  }

  @Test
  void bakingAndHandingOverAreToldWithTheGroupsHealth() {
    assertEquals(
        record(Progress.Phase.BAKING, List.of(), OptionalInt.of(7), List.of(), "bakes"),
        maker.of(new Decision.Bake(Duration.ZERO, "bakes"), health));
    assertEquals(
        record(Progress.Phase.HANDING_OVER, List.of(), OptionalInt.of(7), List.of(), "full"),
        maker.of(new Decision.HandOver("full"), health));
  }

  @Test
  void aQuestionIsToldTheSameByWhoeverTellsItAndNobodyKnowsForHowLong() {
    Progress asking = maker.asking("checkpoint");

    assertEquals(Progress.Phase.ASKING, asking.phase());
    assertEquals("50 % (4 of 8 servers), batch 3: checkpoint", asking.sentence());
    assertEquals(Optional.empty(), asking.estimatedEnd());
    assertEquals(
        maker.asking("checkpoint"), maker.of(new Decision.AskPerson(false, "checkpoint"), health));
  }

  @Test
  void whatIsOverIsExpectedToEndNoMore() {
    assertEquals(Optional.empty(), maker.ended("all healthy").estimatedEnd());
    Progress done = maker.of(new Decision.Done("all healthy"), health);
    assertEquals(Progress.Phase.ENDED, done.phase());
    assertEquals(Optional.empty(), done.estimatedEnd());
    assertEquals(
        "Rollout.Stopped.Health: ill",
        maker.of(new Decision.Stop(StopCategory.HEALTH, "ill"), health).reason());
  }

  @Test
  void aBatchUnderWayIsToldWithWhatItsServersLack() {
    assertEquals(
        record(
            Progress.Phase.REPLACING,
            List.of("server 0"),
            OptionalInt.empty(),
            List.of(BLOCKER),
            "one is ill"),
        maker.replacing(List.of(chosen(0)), List.of(BLOCKER), "one is ill"));
  }

  @Test
  void onTheWayBackEveryRecordSaysSo() {
    ProgressMaker back = new ProgressMaker(Plans.of(8, 2).back().plan(), Course.START, NOON);

    assertEquals("rolling back: it failed", back.turningBack("it failed").reason());
    assertEquals(Progress.Phase.TURNING_BACK, back.turningBack("it failed").phase());
    assertEquals(Optional.empty(), maker.turningBack("it failed").estimatedEnd());
    assertEquals("rolling back: batch 1", back.replacing(List.of(), List.of(), "batch 1").reason());
    assertTrue(back.turningBack("it failed").rollback());
    assertFalse(maker.turningBack("it failed").rollback());
  }

  @Test
  void whatWasTakenBackIsNotDoneAtTheEnd() {
    ProgressMaker back =
        new ProgressMaker(Plans.of(8, 2).back().plan().counted(0, false), Course.START, NOON);

    assertEquals(
        "0 of 0 servers are taken back: all are there",
        back.of(new Decision.Done("all are there"), health).sentence());
    assertEquals("all are there", back.ended("all are there").reason());
  }

  @Test
  void aRecordIsOneLineForPeople() {
    assertEquals(
        "50 % (4 of 8 servers), batch 3: one is ill; expected to end at 2026-01-01T12:14:00Z",
        maker.replacing(List.of(), List.of(), "one is ill").sentence());
    assertEquals("50 % (4 of 8 servers), batch 3: over", maker.ended("over").sentence());
  }

  @Test
  void afterTheLastBatchThereIsNoneToTellOf() {
    ProgressMaker nothing =
        new ProgressMaker(Plans.of(8, 2).plan().counted(0, false), Course.START, NOON);

    assertEquals(
        "100 % (0 of 0 servers): all are there", nothing.ended("all are there").sentence());
  }

  private Progress record(
      Progress.Phase phase,
      List<String> servers,
      OptionalInt healthy,
      List<Blocker> blockers,
      String reason) {
    return new Progress(
        phase, 50, 4, 8, false, 3, servers, healthy, 6, blockers, reason, NOON, Optional.of(end));
  }
}
