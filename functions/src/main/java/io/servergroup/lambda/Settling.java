package io.servergroup.lambda;

import io.servergroup.aws.Pause;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Waits until the JVM has compiled what it has queued: a snapshot keeps what is compiled, and what
 * is not would be compiled beside the first request, in every environment that is restored.
 */
final class Settling {
  private static final Duration LOOK = Duration.ofMillis(50);

  /** So many looks without a change say that nothing is left. */
  private static final int QUIET = 5;

  private static final int MOST_LOOKS = 60;

  private final LongSupplier compiled;
  private final Pause pause;

  /**
   * @param compiled how many milliseconds the JVM has compiled so far
   */
  Settling(LongSupplier compiled, Pause pause) {
    this.compiled = compiled;
    this.pause = pause;
  }

  /** Waits, three seconds at most. */
  void await() {
    long before = compiled.getAsLong();
    int quiet = 0;
    for (int look = 0; look < MOST_LOOKS && quiet < QUIET; look++) {
      pause.forAbout(LOOK);
      long now = compiled.getAsLong();
      quiet = now == before ? quiet + 1 : 0;
      before = now;
    }
  }
}
