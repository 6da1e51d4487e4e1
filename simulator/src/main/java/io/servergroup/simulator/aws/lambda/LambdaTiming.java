package io.servergroup.simulator.aws.lambda;

import java.time.Duration;

/**
 * How long Lambda itself takes; each value is drawn between the two bounds of its kind.
 *
 * @param start from the call to the first line of the handler in a warm environment
 * @param init in addition, for a cold start
 * @param idle how long an unused environment stays warm
 */
public record LambdaTiming(Span start, Span init, Span idle) {
  /** Both bounds inclusive. */
  public record Span(Duration shortest, Duration longest) {}

  /** A Java function: cold starts of 0.6 to 2 s, environments kept for 5 to 30 minutes. */
  public static LambdaTiming typical() {
    return new LambdaTiming(
        new Span(Duration.ofMillis(5), Duration.ofMillis(40)),
        new Span(Duration.ofMillis(600), Duration.ofMillis(2000)),
        new Span(Duration.ofMinutes(5), Duration.ofMinutes(30)));
  }
}
