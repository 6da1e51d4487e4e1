package io.servergroup.rollout;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What there is to tell of a rollout.
 *
 * @param serverGroup empty text when an execution was refused because its input names none
 * @param execution the ARN of the rollout's execution
 * @param error when it has ended: the error's name, or the status of an execution that has none;
 *     otherwise, and after a success, empty text
 * @param reason what happens, or how it ended, in words
 * @param figures empty when an execution ended that never told any
 * @param at when it was so
 * @param estimatedEnd when it should be over
 */
public record News(
    String serverGroup,
    String execution,
    Progress.Phase phase,
    String error,
    String reason,
    Optional<Figures> figures,
    Instant at,
    Optional<Instant> estimatedEnd) {
  /**
   * How far it is.
   *
   * @param rollback whether servers are taken back, which is what is counted then
   * @param servers the names of the servers of the current batch
   * @param healthy empty when only the servers of a batch were looked at
   * @param blockers what it waits for, in words
   */
  public record Figures(
      int percent,
      int replaced,
      int toReplace,
      boolean rollback,
      int batch,
      List<String> servers,
      OptionalInt healthy,
      int floor,
      List<String> blockers) {
    public Figures {
      servers = List.copyOf(servers);
      blockers = List.copyOf(blockers);
    }
  }

  /** The news that a progress record is. */
  public static News of(String serverGroup, String execution, String error, Progress progress) {
    return new News(
        serverGroup,
        execution,
        progress.phase(),
        error,
        progress.reason(),
        Optional.of(
            new Figures(
                progress.percent(),
                progress.replaced(),
                progress.toReplace(),
                progress.rollback(),
                progress.batch(),
                progress.servers(),
                progress.healthy(),
                progress.floor(),
                progress.blockers().stream().map(Blocker::sentence).toList())),
        progress.at(),
        progress.estimatedEnd());
  }

  /** The region of the execution, which is that of its group. */
  String region() {
    return part(3);
  }

  /** Such as {@code aws} or {@code aws-cn}. */
  String partition() {
    return part(1);
  }

  private String part(int index) {
    String[] parts = execution.split(":", -1);
    return index < parts.length ? parts[index] : "";
  }
}
