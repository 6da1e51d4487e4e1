package io.servergroup.simulator.aws.lambda;

import java.time.Duration;

/**
 * What one function did so far.
 *
 * @param invocations that reached an environment
 * @param coldStarts of these
 * @param errors of these: exceptions, timeouts and deaths
 * @param throttles refused without starting
 * @param billed virtual time in whole milliseconds per invocation, initialization included, as
 *     Lambda bills since August 2025
 */
public record FunctionUsage(
    int invocations, int coldStarts, int errors, int throttles, Duration billed) {
  static final FunctionUsage NONE = new FunctionUsage(0, 0, 0, 0, Duration.ZERO);

  FunctionUsage started(boolean cold) {
    return new FunctionUsage(
        invocations + 1, coldStarts + (cold ? 1 : 0), errors, throttles, billed);
  }

  FunctionUsage ended(boolean failed, Duration took) {
    return new FunctionUsage(
        invocations,
        coldStarts,
        errors + (failed ? 1 : 0),
        throttles,
        billed.plusMillis(took.plusNanos(999_999).toMillis()));
  }

  FunctionUsage throttled() {
    return new FunctionUsage(invocations, coldStarts, errors, throttles + 1, billed);
  }
}
