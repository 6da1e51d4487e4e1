package io.servergroup.cli.story;

import java.time.Duration;
import java.util.List;

/**
 * Everything that a report shows of one rollout.
 *
 * @param group the name of the server group
 * @param lasted from its start to its end, or until now
 * @param shown from its start to the end of the story, which may show how the group healed
 * @param servers ordered by index
 * @param batches in the order they began
 * @param marks in the order of their times
 * @param decisions in the order of their times
 * @param figures what it took
 * @param violations the rules it broke, in words; only a rehearsal can tell
 * @param gaps what nobody could read, in words; empty when nothing is missing
 */
public record RolloutStory(
    String group,
    Origin origin,
    Ending ending,
    Duration lasted,
    Duration shown,
    List<ServerStory> servers,
    Capacity capacity,
    List<BatchStory> batches,
    List<Mark> marks,
    List<Decision> decisions,
    List<Figure> figures,
    List<Tally> tallies,
    List<String> violations,
    List<String> gaps) {
  public RolloutStory {
    servers = List.copyOf(servers);
    batches = List.copyOf(batches);
    marks = List.copyOf(marks);
    decisions = List.copyOf(decisions);
    figures = List.copyOf(figures);
    tallies = List.copyOf(tallies);
    violations = List.copyOf(violations);
    gaps = List.copyOf(gaps);
    if (shown.compareTo(lasted) < 0) {
      throw new IllegalArgumentException("%s are shown of %s".formatted(shown, lasted));
    }
  }

  /** How many servers were brought to the rollout's target and stayed there. */
  public long replaced() {
    return serving(Life.Kind.TARGET);
  }

  /** How many servers serve with another instance that is not at the rollout's target. */
  public long returned() {
    return serving(Life.Kind.OTHER);
  }

  private long serving(Life.Kind kind) {
    return servers.stream()
        .flatMap(server -> server.last().stream())
        .filter(life -> life.kind() == kind)
        .filter(life -> life.stretches().getLast().phase() == Phase.SERVING)
        .count();
  }
}
