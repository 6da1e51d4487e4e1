package io.servergroup.cli.past;

import java.time.Instant;
import java.util.Optional;

/**
 * What an Auto Scaling group did.
 *
 * @param instance empty text when EC2 refused the launch, or has not answered yet
 * @param end empty while it goes on
 * @param message why it failed; empty text when it did not, or does not say
 */
record Activity(
    String group,
    Kind kind,
    String instance,
    Instant start,
    Optional<Instant> end,
    boolean successful,
    String message) {
  /** What it is about. */
  enum Kind {
    LAUNCH,
    TERMINATION
  }

  boolean launch() {
    return kind == Kind.LAUNCH;
  }

  boolean failed() {
    return end.isPresent() && !successful;
  }
}
