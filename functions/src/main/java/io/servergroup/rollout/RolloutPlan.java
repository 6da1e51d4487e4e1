package io.servergroup.rollout;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a rollout holds on to from beginning to end.
 *
 * @param serverGroup the {@code ServerGroupName} tag
 * @param size the number of servers at the start
 * @param batchSize how many of them may be replaced together
 * @param startedAt when the group was first looked at
 * @param toReplace how many servers were to be replaced then
 * @param targets what it rolls to, as it was at the start
 * @param selection which servers it replaces
 * @param canary whether the first healthy server is replaced alone
 * @param gates what it waits for
 * @param checkpoints where it waits for a person
 * @param checkpointTimeout how long it waits for one
 * @param onFailure what follows a failure
 * @param rollback why it goes back; empty as long as it goes forward
 */
public record RolloutPlan(
    String serverGroup,
    int size,
    int batchSize,
    Instant startedAt,
    int toReplace,
    Targets targets,
    Selection selection,
    boolean canary,
    Gates gates,
    Checkpoints checkpoints,
    Duration checkpointTimeout,
    OnFailure onFailure,
    Optional<Rollback> rollback) {
  /** The number of healthy servers the rollout never goes below by its own action. */
  public int floor() {
    return size - batchSize;
  }

  public boolean isRollback() {
    return rollback.isPresent();
  }

  /** The same with what only the first look tells. */
  RolloutPlan counted(int servers, boolean withCanary) {
    return new RolloutPlan(
        serverGroup,
        size,
        batchSize,
        startedAt,
        servers,
        targets,
        selection,
        withCanary,
        gates,
        checkpoints,
        checkpointTimeout,
        onFailure,
        rollback);
  }

  /**
   * The way back: the same floor and the same health of servers, without canary, checkpoints and
   * alarms, towards the versions that the lock's item remembers.
   *
   * @param now when it turns back
   * @param replaced how many servers have been replaced so far, the failed batch included
   */
  RolloutPlan back(Rollback because, Instant now, int replaced) {
    return new RolloutPlan(
        serverGroup,
        size,
        batchSize,
        now,
        replaced,
        targets,
        Selection.OUTDATED,
        false,
        gates.withoutAlarms(),
        Checkpoints.NONE,
        checkpointTimeout,
        OnFailure.STOP,
        Optional.of(because));
  }
}
