package io.servergroup.cli.past;

import io.servergroup.aws.AwsClients;
import io.servergroup.aws.UnreadableException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/** Reads what AWS remembers of a rollout. */
public final class PastReader {
  /** The IAM actions that it needs. */
  public static final String ACTIONS =
      "states:DescribeExecution, states:GetExecutionHistory, autoscaling:DescribeScalingActivities";

  /** After so long groups do not tell what they did. */
  private static final Duration ACTIVITIES = Duration.ofDays(42);

  private final ExecutionReader executions;
  private final ActivityReader activities;
  private final InstantSource clock;
  private final Function<String, List<ServerNow>> servers;
  private final List<String> gaps = new ArrayList<>();

  /**
   * @param servers reads the servers of a group as they are now
   */
  public PastReader(
      AwsClients clients, InstantSource clock, Function<String, List<ServerNow>> servers) {
    this.executions = new ExecutionReader(clients.stepFunctions());
    this.activities = new ActivityReader(clients.autoScaling());
    this.clock = clock;
    this.servers = servers;
  }

  /**
   * Reads all of it.
   *
   * @param execution any of the rollout's own executions
   * @return empty when it does not exist, or is not remembered any more
   * @throws UnreadableException when AWS cannot be read
   */
  public Optional<Past> read(String execution) {
    // A rollout goes on while one thing is read after the other: all of it is told until now.
    Instant readAt = clock.instant();
    return UnreadableException.reading(ACTIONS, () -> executions.read(execution))
        .map(asked -> whole(asked, readAt));
  }

  private Past whole(Remembered asked, Instant readAt) {
    List<Remembered> chain = UnreadableException.reading(ACTIONS, () -> chain(asked));
    Map<String, Remembered> children = UnreadableException.reading(ACTIONS, () -> batches(chain));
    List<ServerNow> now = servers.apply(asked.serverGroup());
    if (now.isEmpty()) {
      gaps.add(
          "There is no server group %s any more: nobody knows how its servers are now."
              .formatted(asked.serverGroup()));
    }
    Past known = new Past(chain, children, List.of(), now, readAt, List.of());
    List<Activity> did =
        UnreadableException.reading(
            ACTIONS, () -> activities.read(groups(now), known.began(), clock.instant()));
    if (known.began().plus(ACTIVITIES).isBefore(readAt)) {
      gaps.add(
          "Auto Scaling groups tell for six weeks what they did, and this was before: when instances were launched and terminated is told by what the rollout saw, and new instances have no names.");
    }
    return known.with(did, gaps).until(known.ended());
  }

  private List<Remembered> chain(Remembered asked) {
    List<Remembered> rollout = new ArrayList<>(List.of(asked));
    for (Optional<String> next = asked.predecessor(); next.isPresent(); ) {
      Optional<Remembered> found = found(next.get(), "in which this rollout was before");
      found.ifPresent(rollout::addFirst);
      next = found.flatMap(Remembered::predecessor);
    }
    for (Optional<String> next = asked.successor(); next.isPresent(); ) {
      Optional<Remembered> found = found(next.get(), "in which this rollout went on");
      found.ifPresent(rollout::addLast);
      next = found.flatMap(Remembered::successor);
    }
    return rollout;
  }

  private Map<String, Remembered> batches(List<Remembered> rollout) {
    Map<String, Remembered> batches = new LinkedHashMap<>();
    for (String arn : rollout.stream().flatMap(each -> each.children().stream()).toList()) {
      found(arn, "of a batch").ifPresent(batch -> batches.put(arn, batch));
    }
    return batches;
  }

  private Optional<Remembered> found(String arn, String what) {
    Optional<Remembered> found = executions.read(arn);
    if (found.isEmpty()) {
      gaps.add(
          "The execution %s, %s: Step Functions forgets executions after 90 days."
              .formatted(arn, what));
    }
    return found;
  }

  private static List<String> groups(List<ServerNow> now) {
    return List.copyOf(new TreeSet<>(now.stream().map(ServerNow::group).toList()));
  }
}
