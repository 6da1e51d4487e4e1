package io.servergroup.cli.story;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one instance of a server did.
 *
 * @param version of its launch template, in words; empty text when nobody knows
 * @param stretches one after the other, without gaps, at least one
 */
public record Life(String instance, String version, Kind kind, List<Stretch> stretches) {
  /** Which of a server's instances it is. */
  public enum Kind {
    /** The one that was there before the rollout. */
    BEFORE("from before"),
    /** One at the rollout's target. */
    TARGET("new"),
    /** Another one that is not at the target: taken back, or launched by the group itself. */
    OTHER("another");

    private final String label;

    Kind(String label) {
      this.label = label;
    }

    /** In a word or two. */
    public String label() {
      return label;
    }
  }

  public Life {
    stretches = List.copyOf(stretches);
    if (stretches.isEmpty()) {
      throw new IllegalArgumentException("nothing is known of " + instance);
    }
  }

  /**
   * Tells a life from its signs.
   *
   * @param signs in the order of their times
   * @param end when the story ends
   * @return empty when the signs are of no life, or of one that has no length
   */
  public static Optional<Life> of(
      String instance, String version, Kind kind, List<Sign> signs, Duration end) {
    List<Stretch> stretches = new ArrayList<>();
    Optional<Phase> phase = Optional.empty();
    Duration since = Duration.ZERO;
    for (Sign sign : signs) {
      Optional<Phase> next = after(phase, sign.kind());
      if (!next.equals(phase)) {
        add(stretches, phase, since, sign.at());
        phase = next;
        since = sign.at();
      }
    }
    add(stretches, phase, since, end);
    return stretches.isEmpty()
        ? Optional.empty()
        : Optional.of(new Life(instance, version, kind, stretches));
  }

  private static void add(List<Stretch> to, Optional<Phase> phase, Duration since, Duration until) {
    if (phase.isPresent() && until.compareTo(since) > 0) {
      to.add(new Stretch(phase.get(), since, until));
    }
  }

  /** A sign that comes late, or twice, changes nothing. */
  private static Optional<Phase> after(Optional<Phase> phase, Sign.Kind sign) {
    boolean leaves = phase.filter(now -> isLeaving(now)).isPresent();
    return switch (sign) {
      case FOUND -> Optional.of(Phase.SERVING);
      case LAUNCHED -> phase.or(() -> Optional.of(Phase.BOOTING));
      case ATTACHING -> phase.map(now -> now == Phase.BOOTING ? Phase.ATTACHING : now);
      case COMPLETE ->
          phase.map(now -> now == Phase.BOOTING || now == Phase.ATTACHING ? Phase.CHECKING : now);
      case HEALTHY -> leaves ? phase : phase.map(_ -> Phase.SERVING);
      case UNHEALTHY -> phase.map(now -> now == Phase.SERVING ? Phase.UNHEALTHY : now);
      case LEAVING -> leaves ? phase : phase.map(_ -> Phase.DRAINING);
      case RELEASED -> phase.map(_ -> Phase.TERMINATING);
      case GONE -> Optional.empty();
    };
  }

  private static boolean isLeaving(Phase phase) {
    return phase == Phase.DRAINING || phase == Phase.TERMINATING;
  }

  /** When it was first there. */
  public Duration from() {
    return stretches.getFirst().from();
  }

  /** When it was last there. */
  public Duration to() {
    return stretches.getLast().to();
  }

  /** How long it was in a phase, all in all. */
  public Duration in(Phase phase) {
    return stretches.stream()
        .filter(stretch -> stretch.phase() == phase)
        .map(Stretch::length)
        .reduce(Duration.ZERO, Duration::plus);
  }
}
