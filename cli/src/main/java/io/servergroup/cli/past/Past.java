package io.servergroup.cli.past;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that AWS remembers of a rollout.
 *
 * @param rollout its executions, the first one that is remembered first; at least one
 * @param batches the executions of its batches, by ARN
 * @param activities of the group's Auto Scaling groups since it began, ordered by their start
 * @param servers as they are now
 * @param gaps what is not remembered, in words
 */
public record Past(
    List<Remembered> rollout,
    Map<String, Remembered> batches,
    List<Activity> activities,
    List<ServerNow> servers,
    Instant readAt,
    List<String> gaps) {
  public Past {
    rollout = List.copyOf(rollout);
    batches = Map.copyOf(batches);
    activities = List.copyOf(activities);
    servers = List.copyOf(servers);
    gaps = List.copyOf(gaps);
  }

  /** The group that it is a rollout of; empty text when it is of none. */
  public String serverGroup() {
    return rollout.getFirst().serverGroup();
  }

  /** The ARN of its last execution that is remembered. */
  public String execution() {
    return last().arn();
  }

  Remembered last() {
    return rollout.getLast();
  }

  /** When the rollout was started: the first execution that is remembered may go on with it. */
  Instant began() {
    Remembered first = rollout.getFirst();
    String told = first.input().path("continues").path("rollout").path("startedAt").asText();
    return told.isEmpty() ? first.start() : Instant.parse(told);
  }

  /** When it ended; when it was read, as long as it runs. */
  Instant ended() {
    return last().stop().orElse(readAt);
  }

  /** The execution of a batch that a state waits for, if it is remembered. */
  Optional<Remembered> batch(String arn) {
    return Optional.ofNullable(batches.get(arn));
  }
}
