package io.servergroup.cli.past;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Everything that AWS remembers of a rollout.
 *
 * @param rollout its executions, the first one that is remembered first; at least one
 * @param batches the executions of its batches, by ARN
 * @param activities of the group's Auto Scaling groups since it began, ordered by their start
 * @param servers as they are now
 * @param readAt when the reading began
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

  /** The same with what groups did, and with what is not remembered. */
  Past with(List<Activity> did, List<String> missing) {
    return new Past(rollout, batches, did, servers, readAt, missing);
  }

  /**
   * The same without what came later: neither what functions answered nor what groups did then, nor
   * the instances that servers have got since.
   */
  Past until(Instant end) {
    Map<String, Remembered> earlier = new LinkedHashMap<>();
    batches.forEach((arn, batch) -> earlier.put(arn, batch.until(end)));
    Set<String> launchedLater = new HashSet<>();
    activities.stream()
        .filter(activity -> activity.launch() && activity.start().isAfter(end))
        .forEach(activity -> launchedLater.add(activity.instance()));
    return new Past(
        rollout.stream().map(execution -> execution.until(end)).toList(),
        earlier,
        activities.stream().filter(activity -> !activity.start().isAfter(end)).toList(),
        servers.stream()
            .map(now -> launchedLater.contains(now.instance()) ? now.withoutInstance() : now)
            .toList(),
        readAt,
        gaps);
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
    String told = first.continued().path("startedAt").asText();
    return told.isEmpty() ? first.start() : Instant.parse(told);
  }

  /** When it ended; when it was read, as long as it runs. */
  Instant ended() {
    return last().stop().orElse(readAt);
  }

  /** The time from its beginning to this one, which is not taken for an earlier one. */
  Duration since(Instant at) {
    return at.isBefore(began()) ? Duration.ZERO : Duration.between(began(), at);
  }

  /** Its own executions, then those of its batches. */
  Stream<Remembered> executions() {
    return Stream.concat(rollout.stream(), batches.values().stream());
  }

  /** How the visits of a state of the rollout itself ended. */
  Stream<Event> exits(String state) {
    return rollout.stream()
        .flatMap(execution -> execution.events().stream())
        .filter(event -> event.exited(state));
  }

  /** The execution of a batch that a state waits for, if it is remembered. */
  Optional<Remembered> batch(String arn) {
    return Optional.ofNullable(batches.get(arn));
  }
}
