package io.servergroup.rollout;

import static io.servergroup.rollout.Plans.EXECUTION;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.servergroup.health.SampleGroup;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** After a batch the whole group has to be fit for a while, without a break. */
final class BakeTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private final SampleGroup sample = SampleGroup.of(3).replace(0, "i-n0", 2);
  private RolloutPlan plan = Plans.of(3, 1).baking(Duration.ofSeconds(60)).plan();
  private Course course = Courses.afterBatches(1, NOON);

  @Test
  void beforeTheFirstBatchNothingBakes() {
    course = Course.START;

    assertInstanceOf(Decision.Batch.class, look(0));
  }

  @Test
  void aFitGroupBakesFromTheEndOfItsBatchOn() {
    assertEquals(
        new Decision.Bake(Duration.ofSeconds(60), "batch 1 bakes: fit for 0 of 60 seconds"),
        look(0));
    assertEquals(
        new Decision.Bake(Duration.ofSeconds(1), "batch 1 bakes: fit for 59 of 60 seconds"),
        look(59));
    assertInstanceOf(Decision.Batch.class, look(60));
  }

  @Test
  void theLastBatchBakesToo() {
    sample.replace(1, "i-n1", 2).replace(2, "i-n2", 2);

    assertInstanceOf(Decision.Bake.class, look(59));
    assertInstanceOf(Decision.Done.class, look(60));
  }

  @Test
  void withoutBakeTimeTheNextBatchFollowsAtOnce() {
    plan = Plans.plan(3, 1);

    assertInstanceOf(Decision.Batch.class, look(0));
  }

  @Test
  void aGroupThatWasUnfitBakesAnewFromTheFirstLookThatFindsItFit() {
    assertInstanceOf(Decision.Bake.class, look(10));
    sample.unhealthy(0);
    assertInstanceOf(Decision.Wait.class, look(20));
    sample.answer("i-n0", true, "healthy");

    assertEquals(
        new Decision.Bake(Duration.ofSeconds(60), "batch 1 bakes: fit for 0 of 60 seconds"),
        look(70));
    assertInstanceOf(Decision.Bake.class, look(129));
    assertInstanceOf(Decision.Batch.class, look(130));
  }

  @Test
  void aPauseIsNoLookThatFindsAnUnfitGroupFit() {
    sample.unhealthy(0);
    assertInstanceOf(Decision.Wait.class, look(10));
    course = course.after(new Decision.AskPerson(true, "paused"), NOON.plusSeconds(20));
    course = course.at(new Course.Since.Resumed(), 0, NOON.plusSeconds(600));
    sample.answer("i-n0", true, "healthy");

    assertEquals(
        new Decision.Bake(Duration.ofSeconds(60), "batch 1 bakes: fit for 0 of 60 seconds"),
        look(600));
  }

  /** A look so many seconds after the batch was replaced. */
  private Decision look(long seconds) {
    Instant at = NOON.plusSeconds(seconds);
    Decision decision =
        BatchPlanner.decide(plan, Looks.situation(sample.readAt(at)), EXECUTION, course);
    course = course.after(decision, at);
    return decision;
  }
}
