package io.servergroup.lambda;

import io.servergroup.rollout.Blocker;
import io.servergroup.rollout.ChosenServer;
import io.servergroup.rollout.ProgressMaker;
import io.servergroup.rollout.RolloutPlan;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Tells how a batch goes on: at once when nobody was told of it, then often enough. */
final class BatchReports {
  private final Announcer announcer;
  private final InstantSource clock;
  private final RolloutPlan plan;
  private final CourseState course;
  private final String execution;
  private final List<ChosenServer> batch;
  private ProgressRecord told;
  private String toldAt;

  /**
   * @param execution the ARN of the rollout's execution
   * @param toldAt when somebody was told last of this batch; empty text when nobody was
   */
  BatchReports(
      Announcer announcer,
      InstantSource clock,
      RolloutPlan plan,
      CourseState course,
      String execution,
      List<ChosenServer> batch,
      String toldAt) {
    this.announcer = announcer;
    this.clock = clock;
    this.plan = plan;
    this.course = course;
    this.execution = execution;
    this.batch = batch;
    this.toldAt = toldAt;
  }

  /** Tells it, if telling it at the next look would be too late. */
  void tellIfDue(Duration untilNextLook, List<Blocker> blockers, String reason) {
    Instant now = clock.instant();
    if (Announcer.isDue(toldAt, now, untilNextLook)) {
      told =
          announcer.tell(
              plan.serverGroup(),
              execution,
              new ProgressMaker(plan, course.course(), now).replacing(batch, blockers, reason));
      toldAt = now.toString();
    }
  }

  /** The last record that was told; null when none was. */
  ProgressRecord told() {
    return told;
  }

  /** When somebody was told last of this batch; empty text when nobody was. */
  String toldAt() {
    return toldAt;
  }
}
