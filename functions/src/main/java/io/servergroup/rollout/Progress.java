package io.servergroup.rollout;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How far a rollout is, for whoever looks on.
 *
 * @param phase what it is doing
 * @param percent of the servers to be replaced that are replaced and healthy
 * @param replaced how many servers that are
 * @param toReplace how many servers are to be replaced in all
 * @param rollback whether servers are taken back; then these three count the way back
 * @param batch the number of the current batch, or of the next one
 * @param servers the names of the servers of the current batch
 * @param healthy how many servers of the group were seen healthy; empty when only some were looked
 *     at
 * @param floor the number of healthy servers it does not go below
 * @param blockers what it waits for
 * @param reason what it is doing, in words
 * @param at when it was so
 * @param estimatedEnd empty as long as nothing has been replaced, while a person is waited for,
 *     when it turns back, and at the end
 */
public record Progress(
    Phase phase,
    int percent,
    int replaced,
    int toReplace,
    boolean rollback,
    int batch,
    List<String> servers,
    OptionalInt healthy,
    int floor,
    List<Blocker> blockers,
    String reason,
    Instant at,
    Optional<Instant> estimatedEnd) {
  /** What a rollout is doing. */
  public enum Phase {
    /** The servers of a batch are on their way. */
    REPLACING,
    /** The group is not fit for the next batch. */
    WAITING,
    /** A batch bakes. */
    BAKING,
    /** A person decides. */
    ASKING,
    /** The replaced servers are about to be taken back. */
    TURNING_BACK,
    /** Another execution goes on. */
    HANDING_OVER,
    /** It is over. */
    ENDED
  }

  /** Blockers shown; a thousand servers may lack something. */
  private static final int MOST_BLOCKERS = 20;

  public Progress {
    servers = List.copyOf(servers);
    blockers = List.copyOf(blockers.subList(0, Math.min(MOST_BLOCKERS, blockers.size())));
  }

  /** In one line, for people; after the last batch there is none to tell of. */
  public String sentence() {
    boolean afterLast = phase == Phase.ENDED && replaced >= toReplace;
    // What has failed and was taken back is not done, however much of it is back.
    String count =
        phase == Phase.ENDED && rollback
            ? "%d of %d servers are taken back".formatted(replaced, toReplace)
            : "%d %% (%d of %d servers)".formatted(percent, replaced, toReplace);
    return "%s%s: %s%s"
        .formatted(
            count,
            afterLast ? "" : ", batch " + batch,
            reason,
            estimatedEnd.map(end -> "; expected to end at " + end).orElse(""));
  }

  /**
   * When a rollout ends if the rest of its batches take as long as the ones before, in whole
   * seconds: it is a guess.
   *
   * @return empty as long as nothing has been replaced, or nothing is left
   */
  static Optional<Instant> estimatedEnd(RolloutPlan plan, Course course, Instant now) {
    int left = plan.toReplace() - course.replaced();
    if (course.replaced() == 0 || left <= 0) {
      return Optional.empty();
    }
    int batches = Math.ceilDiv(left, plan.batchSize());
    Duration perBatch = course.times().busy().dividedBy(course.batch() - 1L);
    Instant end = now.plus(perBatch.plus(plan.gates().bake()).multipliedBy(batches));
    return Optional.of(end.truncatedTo(ChronoUnit.SECONDS));
  }

  static int percent(int replaced, int toReplace) {
    return toReplace == 0 ? 100 : Math.min(100, 100 * replaced / toReplace);
  }
}
