package io.servergroup.lambda;

import io.servergroup.identity.IdentityPlan.Until;
import java.time.Duration;

/** How long a run pauses between two looks: most things are over after the first few. */
final class Pauses {
  private static final Duration FIRST = Duration.ofSeconds(2);
  private static final int FIRST_LOOKS = 4;
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
    if (looks >= FIRST_LOOKS && next.compareTo(LONGEST) < 0) {
      next = next.plusSeconds(1);
    }
  }
}
