package io.servergroup.cli.story;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * One server.
 *
 * @param zone empty text when nobody knows
 * @param identity its address and name, in words; empty text where servers have none
 * @param lives of its instances, ordered by when they began; they may overlap
 * @param kept whether its identity is now what it was; empty where servers have none or nobody
 *     knows
 */
public record ServerStory(
    int server, String zone, String identity, List<Life> lives, Optional<Boolean> kept) {
  public ServerStory {
    lives = List.copyOf(lives);
  }

  /** The instance it had last. */
  public Optional<Life> last() {
    return lives.isEmpty() ? Optional.empty() : Optional.of(lives.getLast());
  }

  /** Whether it has another instance than before. */
  public boolean replaced() {
    return last().filter(life -> life.kind() != Life.Kind.BEFORE).isPresent();
  }

  /** When it first stopped serving. */
  public Optional<Duration> left() {
    return lives.stream()
        .flatMap(life -> life.stretches().stream())
        .filter(stretch -> stretch.phase() != Phase.SERVING)
        .map(Stretch::from)
        .min(Duration::compareTo);
  }

  /** When it began to serve for the last time; empty when it does not serve at the end. */
  public Optional<Duration> back() {
    return last()
        .map(life -> life.stretches().getLast())
        .filter(stretch -> stretch.phase() == Phase.SERVING)
        .map(Stretch::from)
        .filter(Predicate.not(Duration.ZERO::equals));
  }

  /** How long no instance of it served, from the start to a time. */
  public Duration away(Duration until) {
    Duration away = Duration.ZERO;
    Duration covered = Duration.ZERO;
    List<Stretch> serving =
        lives.stream()
            .flatMap(life -> life.stretches().stream())
            .filter(stretch -> stretch.phase() == Phase.SERVING)
            .sorted(Comparator.comparing(Stretch::from))
            .toList();
    for (Stretch stretch : serving) {
      if (stretch.from().compareTo(covered) > 0) {
        away = away.plus(stretch.from().minus(covered));
      }
      covered = stretch.to().compareTo(covered) > 0 ? stretch.to() : covered;
    }
    return until.compareTo(covered) > 0 ? away.plus(until.minus(covered)) : away;
  }

  /** How long instances of it were in a phase, all in all; those of the same time count each. */
  public Duration in(Phase phase) {
    return lives.stream().map(life -> life.in(phase)).reduce(Duration.ZERO, Duration::plus);
  }
}
