package io.servergroup.lambda;

import io.servergroup.rollout.Attention;
import io.servergroup.rollout.Blocker;
import io.servergroup.rollout.News;
import io.servergroup.rollout.Progress;
import java.time.Instant;
import java.util.List;

/**
 * A progress record as JSON: in the output of states, in the item of the lock, in the detail of
 * events.
 *
 * @param execution the ARN of the rollout's execution
 * @param rollback whether percent, replaced and toReplace count the way back
 * @param healthy null when only the servers of a batch were looked at
 * @param estimatedEnd an instant; null when nothing tells
 * @param error of a rollout that has ended otherwise than well; null of any other
 * @param attention what it asks of whoever reads it
 */
public record ProgressRecord(
    String serverGroup,
    String execution,
    String phase,
    int percent,
    int replaced,
    int toReplace,
    boolean rollback,
    int batch,
    List<String> servers,
    Integer healthy,
    int floor,
    List<BlockerRecord> blockers,
    String reason,
    String at,
    String estimatedEnd,
    String error,
    String attention) {
  /** What a rollout waits for, as JSON. */
  public record BlockerRecord(String subject, String condition) {
    private static BlockerRecord of(Blocker blocker) {
      return new BlockerRecord(blocker.subject(), blocker.condition());
    }
  }

  /** The record of some news, which a progress record was. */
  static ProgressRecord of(News news, Progress progress, Attention attention) {
    return new ProgressRecord(
        news.serverGroup(),
        news.execution(),
        progress.phase().name(),
        progress.percent(),
        progress.replaced(),
        progress.toReplace(),
        progress.rollback(),
        progress.batch(),
        progress.servers(),
        progress.healthy().isPresent() ? progress.healthy().getAsInt() : null,
        progress.floor(),
        progress.blockers().stream().map(BlockerRecord::of).toList(),
        progress.reason(),
        progress.at().toString(),
        progress.estimatedEnd().map(Instant::toString).orElse(null),
        news.error().isEmpty() ? null : news.error(),
        attention.name());
  }
}
