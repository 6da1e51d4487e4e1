package io.servergroup.lambda;

import io.servergroup.rollout.Blocker;
import io.servergroup.rollout.Progress;
import java.time.Instant;
import java.util.List;

/**
 * A progress record as JSON: in the output of states, in the item of the lock, in the detail of
 * events.
 *
 * @param execution the ARN of the rollout's execution
 * @param healthy null when only the servers of a batch were looked at
 * @param estimatedEnd an instant; null when nothing tells
 */
public record ProgressRecord(
    String serverGroup,
    String execution,
    String phase,
    int percent,
    int replaced,
    int toReplace,
    int batch,
    List<String> servers,
    Integer healthy,
    int floor,
    List<BlockerRecord> blockers,
    String reason,
    String at,
    String estimatedEnd) {
  /** What a rollout waits for, as JSON. */
  public record BlockerRecord(String subject, String condition) {
    private static BlockerRecord of(Blocker blocker) {
      return new BlockerRecord(blocker.subject(), blocker.condition());
    }
  }

  static ProgressRecord of(String serverGroup, String execution, Progress progress) {
    return new ProgressRecord(
        serverGroup,
        execution,
        progress.phase().name(),
        progress.percent(),
        progress.replaced(),
        progress.toReplace(),
        progress.batch(),
        progress.servers(),
        progress.healthy().isPresent() ? progress.healthy().getAsInt() : null,
        progress.floor(),
        progress.blockers().stream().map(BlockerRecord::of).toList(),
        progress.reason(),
        progress.at().toString(),
        progress.estimatedEnd().map(Instant::toString).orElse(null));
  }
}
