package io.servergroup.cli.terminal;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** Holds a rehearsal back to the pace at which somebody watches it. */
final class Metronome {
  private final Pace pace;
  private final RealTime time;
  private final Duration beat;
  private final Consumer<Duration> onBeat;
  private Optional<Duration> start = Optional.empty();

  /**
   * @param onBeat told the virtual time again and again while the rehearsal is held back
   */
  Metronome(Pace pace, RealTime time, Duration beat, Consumer<Duration> onBeat) {
    this.pace = pace;
    this.time = time;
    this.beat = beat;
    this.onBeat = onBeat;
  }

  /** Returns when {@code since} may be shown. */
  void await(Duration since) {
    if (!pace.limited()) {
      return;
    }
    if (start.isEmpty()) {
      start = Optional.of(time.now());
    }
    Duration elapsed = time.now().minus(start.get());
    Duration left = pace.wait(since, elapsed);
    while (left.isPositive()) {
      onBeat.accept(pace.virtual(elapsed));
      time.sleep(left.compareTo(beat) < 0 ? left : beat);
      elapsed = time.now().minus(start.get());
      left = pace.wait(since, elapsed);
    }
  }
}
