package io.servergroup.cli.story;

import java.time.Duration;

/**
 * A time that an instance spent in one phase.
 *
 * @param from since the rollout was started
 * @param to not before {@code from}
 */
public record Stretch(Phase phase, Duration from, Duration to) {
  public Stretch {
    if (to.isNegative() || from.isNegative() || to.compareTo(from) < 0) {
      throw new IllegalArgumentException("a stretch from %s to %s".formatted(from, to));
    }
  }

  /** How long it lasted. */
  public Duration length() {
    return to.minus(from);
  }

  /** The part of it between two times; of length zero when there is none. */
  public Stretch between(Duration earliest, Duration latest) {
    Duration begin = from.compareTo(earliest) < 0 ? earliest : from;
    Duration end = to.compareTo(latest) > 0 ? latest : to;
    return new Stretch(phase, begin, end.compareTo(begin) < 0 ? begin : end);
  }
}
