package io.servergroup.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import io.servergroup.group.TemplateVersion;
import io.servergroup.health.GateRules;
import io.servergroup.rollout.ChosenServer;
import io.servergroup.rollout.Course;
import io.servergroup.rollout.Plans;
import io.servergroup.rollout.Rollback;
import io.servergroup.rollout.RolloutPlan;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the state machine carries from function to function comes out as it went in. */
final class RolloutStateTest {
  static List<RolloutPlan> plans() {
    return List.of(
        Plans.of(3, 1).plan(),
        Plans.of(3, 1).fixed().plan(),
        Plans.of(3, 1).likeVersion1().plan(),
        Plans.of(3, 1).only(0, 2).plan(),
        Plans.of(3, 1).replacingAllLaunchedBefore(Instant.EPOCH).plan(),
        Plans.of(3, 1).canary().checkpoints("canary", "every-batch", "50%").plan(),
        Plans.of(3, 1).alarms("b", "a").baking(Duration.ofSeconds(90)).plan(),
        Plans.of(3, 1).judgedBy(new GateRules(false, false, Duration.ofSeconds(40))).plan(),
        Plans.of(3, 1).rollingBackOnFailure().plan(),
        Plans.of(3, 1).back(new Rollback("error", "cause")).plan());
  }

  @ParameterizedTest
  @MethodSource("plans")
  void aPlanSurvivesTheStateMachine(RolloutPlan plan) throws IOException {
    RolloutState state = RolloutState.of(plan);

    assertEquals(plan, state.plan());
    assertEquals(state, throughJson(RolloutState.class, state));
  }

  @Test
  void aRolloutThatAnEarlierVersionPreparedIsTakenToHaveVolumes() throws IOException {
    Map<String, Object> told =
        JSON.std.mapFrom(
            JSON.std.asString(
                RolloutState.of(
                    Plans.of(3, 1).judgedBy(new GateRules(true, false, Duration.ZERO)).plan())));
    told.remove("withVolumes");

    RolloutState state = JSON.std.beanFrom(RolloutState.class, JSON.std.asString(told));

    assertEquals(new GateRules(true, true, Duration.ZERO), state.plan().gates().rules());
  }

  @Test
  void theStateMachineGivesUpOnABatchOnlyWellAfterTheBatchItself() {
    RolloutPlan plan = Plans.of(3, 1).plan();

    assertTrue(
        RolloutState.of(plan).batchTaskSeconds() >= plan.gates().batchTimeout().toSeconds() + 3600);
  }

  @Test
  void aRolloutThatGoesForwardHasNoRollback() {
    assertNull(RolloutState.of(Plans.of(3, 1).plan()).rollback());
  }

  @Test
  void aCourseSurvivesTheStateMachine() throws IOException {
    Instant noon = Instant.parse("2026-01-01T12:00:00.123456789Z");
    Course midway =
        new Course(
            new Course.Tally(4, 3, 7, 2, 5),
            Optional.of(new Course.Choice(true, noon.minusSeconds(600))),
            new Course.Times(
                Duration.ofMillis(1_234_567),
                Optional.of(noon.minusSeconds(60)),
                Optional.of(noon)),
            1_000,
            2);
    for (Course course : List.of(Course.START, midway)) {
      CourseState state = CourseState.of(course);

      assertEquals(course, state.course());
      assertEquals(state, throughJson(CourseState.class, state));
    }
  }

  @Test
  void aServerSurvivesTheStateMachineWithAndWithoutNumberAndInstance() {
    for (ChosenServer server :
        List.of(
            new ChosenServer(
                OptionalInt.of(3),
                "web-3",
                "i-3",
                "zone-a",
                Optional.of(new TemplateVersion("lt-0abc", 7))),
            new ChosenServer(OptionalInt.empty(), "web", "i-3", "zone-a", Optional.empty()),
            new ChosenServer(OptionalInt.of(0), "web-0", "", "zone-a", Optional.empty()))) {
      assertEquals(server, ServerState.of(server).chosen());
    }
  }

  @Test
  void whatHasHappenedIsReadFromItsKind() {
    assertEquals(new Course.Since.Nothing(), new SinceState("NOTHING", 0).since());
    assertEquals(new Course.Since.Replaced(3), new SinceState("REPLACED", 3).since());
    assertEquals(new Course.Since.GivenBack(), new SinceState("GIVEN_BACK", 0).since());
    assertEquals(new Course.Since.Resumed(), new SinceState("RESUMED", 0).since());
    assertTrue(
        assertThrows(IllegalArgumentException.class, () -> new SinceState("replaced", 1).since())
            .getMessage()
            .contains("\"replaced\""));
  }

  private static <T> T throughJson(Class<T> type, T value) throws IOException {
    return JSON.std.beanFrom(type, JSON.std.asString(value));
  }
}
