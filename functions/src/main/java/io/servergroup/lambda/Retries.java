package io.servergroup.lambda;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** How often, and how long, one invocation tries again what AWS could not do now. */
final class Retries {
  private static final List<Duration> PAUSES =
      List.of(
          Duration.ofSeconds(1),
          Duration.ofSeconds(2),
          Duration.ofSeconds(3),
          Duration.ofSeconds(5),
          Duration.ofSeconds(5),
          Duration.ofSeconds(8));

  private final Wiring wiring;
  private final Instant end;
  private final Duration apart;
  private int taken;

  /**
   * @param end after which no pause begins
   * @param apart added to every pause, so that functions that are invoked together do not stay
   *     together
   */
  Retries(Wiring wiring, Instant end, Duration apart) {
    this.wiring = wiring;
    this.end = end;
    this.apart = apart;
  }

  /** Pauses before another try; false, without a pause, when none is left. */
  boolean pauseForAnother() {
    if (taken == PAUSES.size() || !wiring.clock().instant().isBefore(end)) {
      return false;
    }
    wiring.pause().forAbout(PAUSES.get(taken).plus(apart));
    taken++;
    return true;
  }

  /** How often it was tried so far. */
  int tries() {
    return taken + 1;
  }
}
