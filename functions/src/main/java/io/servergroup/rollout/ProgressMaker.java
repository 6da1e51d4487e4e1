package io.servergroup.rollout;

import io.servergroup.health.GroupHealth;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Writes the progress records of a rollout. */
public final class ProgressMaker {
  private final RolloutPlan plan;
  private final Course course;
  private final Instant now;

  /**
   * @param course as the next look begins with it
   */
  public ProgressMaker(RolloutPlan plan, Course course, Instant now) {
    this.plan = plan;
    this.course = course;
    this.now = now;
  }

  /** The record of a decision about the whole group. */
  public Progress of(Decision decision, GroupHealth health) {
    OptionalInt healthy = OptionalInt.of(health.healthyCount());
    return switch (decision) {
      case Decision.Batch(List<ChosenServer> servers, boolean canary, String reason) ->
          record(Progress.Phase.REPLACING, names(servers), healthy, List.of(), reason);
      case Decision.Wait(List<Blocker> blockers, String reason) ->
          record(Progress.Phase.WAITING, List.of(), healthy, blockers, reason);
      case Decision.Bake bake ->
          record(Progress.Phase.BAKING, List.of(), healthy, List.of(), bake.reason());
      case Decision.AskPerson(boolean paused, String reason) -> asking(reason);
      case Decision.HandOver(String reason) ->
          record(Progress.Phase.HANDING_OVER, List.of(), healthy, List.of(), reason);
      case Decision.Done(String reason) ->
          record(Progress.Phase.ENDED, List.of(), healthy, List.of(), reason);
      case Decision.Stop(StopCategory category, String reason) ->
          record(
              Progress.Phase.ENDED,
              List.of(),
              healthy,
              List.of(),
              category.errorName() + ": " + reason);
    };
  }

  /** The record of servers that are being replaced. */
  public Progress replacing(List<ChosenServer> batch, List<Blocker> blockers, String reason) {
    return record(Progress.Phase.REPLACING, names(batch), OptionalInt.empty(), blockers, reason);
  }

  /** The record of a rollout that waits for a person. */
  public Progress asking(String question) {
    return record(Progress.Phase.ASKING, List.of(), OptionalInt.empty(), List.of(), question);
  }

  /** The record of a rollout that turns back. */
  public Progress turningBack(String reason) {
    return record(Progress.Phase.TURNING_BACK, List.of(), OptionalInt.empty(), List.of(), reason);
  }

  /** The record of a rollout that is over. */
  public Progress ended(String reason) {
    return record(Progress.Phase.ENDED, List.of(), OptionalInt.empty(), List.of(), reason);
  }

  private Progress record(
      Progress.Phase phase,
      List<String> servers,
      OptionalInt healthy,
      List<Blocker> blockers,
      String reason) {
    String direction = plan.isRollback() && phase != Progress.Phase.ENDED ? "rolling back: " : "";
    return new Progress(
        phase,
        Progress.percent(course.replaced(), plan.toReplace()),
        course.replaced(),
        plan.toReplace(),
        plan.isRollback(),
        course.batch(),
        servers,
        healthy,
        plan.floor(),
        blockers,
        direction + reason,
        now,
        estimatedEnd(phase));
  }

  /** How long a person takes nobody knows, nor how far a rollout that turns back has to go. */
  private Optional<Instant> estimatedEnd(Progress.Phase phase) {
    return switch (phase) {
      case REPLACING, WAITING, BAKING, HANDING_OVER -> Progress.estimatedEnd(plan, course, now);
      case ASKING, TURNING_BACK, ENDED -> Optional.empty();
    };
  }

  private static List<String> names(List<ChosenServer> servers) {
    return servers.stream().map(ChosenServer::name).toList();
  }
}
