package io.servergroup.rollout;

import static io.servergroup.rollout.Plans.EXECUTION;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.servergroup.health.SampleGroup;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The first healthy server is replaced alone; unhealthy ones cost nothing and go before it. */
final class CanaryTest {
  @Test
  void aHealthyServerAloneThenFullBatches() {
    assertEquals(
        List.of("canary [i-0]", "[i-1, i-4]", "[i-2, i-5]", "[i-3]"),
        batches(SampleGroup.of(6), Plans.of(6, 2).canary().plan()));
  }

  @Test
  void unhealthyServersGoFirstInBatchesOfTheirOwnAndAreNoCanary() {
    assertEquals(
        List.of("[i-1, i-4]", "[i-5]", "canary [i-0]", "[i-3, i-2]"),
        batches(
            SampleGroup.of(6).unhealthy(1).unhealthy(4).unhealthy(5),
            Plans.of(6, 2).canary().plan()));
  }

  @Test
  void withoutCanaryUnhealthyAndHealthyServersShareABatchWhileTheFloorHolds() {
    assertEquals(
        List.of("[i-1, i-4, i-0]", "[i-2, i-5, i-3]"),
        batches(SampleGroup.of(6).unhealthy(1).unhealthy(4), Plans.plan(6, 3)));
  }

  @Test
  void aCanaryGivenBackIsTriedAloneAgain() {
    RolloutPlan plan = Plans.of(6, 2).canary().plan();
    Situation now = Looks.situation(SampleGroup.of(6));
    Decision first = BatchPlanner.decide(plan, now, EXECUTION, Course.START);
    Course again =
        Course.START.after(first, Instant.EPOCH).at(new Course.Since.GivenBack(), 0, Instant.EPOCH);

    assertEquals("canary [i-0]", words(BatchPlanner.decide(plan, now, EXECUTION, again)));
  }

  @Test
  void theReasonSaysThatItIsTheCanary() {
    RolloutPlan plan = Plans.of(6, 2).canary().plan();

    assertEquals(
        "6 of 6 servers are outdated; next, as the canary: server 0 (i-0 at lt-1:1, target lt-1:2)",
        BatchPlanner.decide(plan, Looks.situation(SampleGroup.of(6)), EXECUTION, Course.START)
            .reason());
  }

  @Test
  void aBatchOfUnhealthyServersAloneTakesNoHealthyOneAlong() {
    RolloutPlan plan = Plans.of(6, 3).canary().plan();

    assertEquals(
        "[i-4]",
        words(
            BatchPlanner.decide(
                plan, Looks.situation(SampleGroup.of(6).unhealthy(4)), EXECUTION, Course.START)));
  }

  /** All batches until the end, each replaced in perfect health. */
  private static List<String> batches(SampleGroup sample, RolloutPlan plan) {
    List<String> batches = new ArrayList<>();
    Course course = Course.START;
    Decision decision = decide(sample, plan, course);
    while (decision instanceof Decision.Batch batch && batches.size() < sample.group().size()) {
      batches.add(words(batch));
      batch.servers().forEach(s -> sample.replace(s.index().getAsInt(), "i-new-" + s.name(), 2));
      course =
          Courses.replaced(
              course.after(decision, Instant.EPOCH), batch.servers().size(), Instant.EPOCH);
      decision = decide(sample, plan, course);
    }
    assertInstanceOf(Decision.Done.class, decision, decision.reason());
    return batches;
  }

  private static Decision decide(SampleGroup sample, RolloutPlan plan, Course course) {
    return BatchPlanner.decide(plan, Looks.situation(sample), EXECUTION, course);
  }

  private static String words(Decision decision) {
    Decision.Batch batch = assertInstanceOf(Decision.Batch.class, decision, decision.reason());
    return (batch.canary() ? "canary " : "")
        + batch.servers().stream().map(ChosenServer::instanceId).toList();
  }
}
