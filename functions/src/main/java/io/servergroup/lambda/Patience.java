package io.servergroup.lambda;

import java.time.Duration;

/**
 * How long clients wait for AWS.
 *
 * @param connect for a connection
 * @param attempt for an answer
 * @param call for an answer in the end, attempts that failed included
 */
record Patience(Duration connect, Duration attempt, Duration call) {
  /**
   * Of functions. Within a region a connection takes milliseconds, and a longer wait is for a lost
   * packet; an answer may take as long as the slowest describe call of a large account, and all of
   * it less than a function's time.
   */
  static final Patience IN_REGION =
      new Patience(Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofSeconds(15));

  /** Of a person, whose connection may be slow, and who can press Ctrl-C. */
  static final Patience FROM_ANYWHERE =
      new Patience(Duration.ofSeconds(10), Duration.ofSeconds(20), Duration.ofSeconds(60));
}
