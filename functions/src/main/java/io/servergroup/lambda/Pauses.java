package io.servergroup.lambda;

import io.servergroup.identity.IdentityPlan.Until;
import java.time.Duration;

/**
 * How long a run pauses between two looks: most things that take seconds are over after the first
 * few looks, hardly any after one.
 */
final class Pauses {
  private static final Duration FIRST = Duration.ofSeconds(2);
  private static final Duration FURTHER = Duration.ofSeconds(1);
  private static final int FIRST_LOOKS = 6;
  private static final Duration LONGEST = Duration.ofSeconds(5);
  private static final Duration OF_MINUTES = Duration.ofSeconds(10);

  private Duration next = FIRST;
  private int looks;

  /** The pause before the next look at something that takes so long. */
  Duration next(Until until) {
    return until == Until.SECONDS ? next : OF_MINUTES;
  }

  /** One pause is over. */
  void taken() {
    looks++;
    if (looks < FIRST_LOOKS) {
      next = FURTHER;
    } else if (next.compareTo(LONGEST) < 0) {
      next = next.plusSeconds(1);
    }
  }
}
