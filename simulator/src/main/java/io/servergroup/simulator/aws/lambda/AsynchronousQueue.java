package io.servergroup.simulator.aws.lambda;

import io.servergroup.simulator.aws.lambda.InvocationRecord.Condition;
import io.servergroup.simulator.kernel.RandomStream;
import io.servergroup.simulator.kernel.Simulation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Lambda's own queue for asynchronous invocations.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html">
 *     How Lambda handles errors and retries with asynchronous invocation</a>
 */
final class AsynchronousQueue {
  private static final int RETRIES = 2;
  private static final Duration MAXIMUM_AGE = Duration.ofHours(6);
  private static final Duration LONGEST_BACKOFF = Duration.ofMinutes(5);

  private final Simulation simulation;
  private final LambdaService lambda;
  private final RandomStream random;
  private final List<DeadLetter> deadLetters = new ArrayList<>();

  AsynchronousQueue(Simulation simulation, LambdaService lambda, RandomStream random) {
    this.simulation = simulation;
    this.lambda = lambda;
    this.random = random;
  }

  /** A queued event; all attempts carry one request id. */
  private static final class Queued {
    private final String function;
    private final String payload;
    private final String requestId;
    private final Instant received;
    private int attempts;
    private int functionErrors;
    private int refusals;
    private Optional<InvocationResult.FunctionError> lastError = Optional.empty();

    Queued(String function, String payload, String requestId, Instant received) {
      this.function = function;
      this.payload = payload;
      this.requestId = requestId;
      this.received = received;
    }
  }

  void accept(String function, String payload) {
    Queued event = new Queued(function, payload, random.uuid(), simulation.now());
    deliver(event, random.between(Duration.ofMillis(10), Duration.ofMillis(200)));
  }

  List<DeadLetter> deadLetters() {
    return Collections.unmodifiableList(deadLetters);
  }

  private void deliver(Queued event, Duration delay) {
    simulation.queue().after(delay, "deliver to " + event.function, () -> attempt(event));
  }

  private void attempt(Queued event) {
    event.attempts++;
    InvocationFault fault = lambda.nextFault(event.function);
    if (fault instanceof InvocationFault.Duplicated(Duration later)) {
      trace(event, "event duplicated");
      deliver(new Queued(event.function, event.payload, event.requestId, event.received), later);
    }
    lambda.invoke(
        event.function, event.payload, event.requestId, fault, result -> settle(event, result));
  }

  private void settle(Queued event, InvocationResult result) {
    switch (result) {
      case InvocationResult.Success success -> {}
      case InvocationResult.FunctionError error -> {
        event.functionErrors++;
        event.lastError = Optional.of(error);
        retryOrGiveUp(
            event,
            event.functionErrors <= RETRIES,
            jittered(Duration.ofMinutes(event.functionErrors)),
            error.errorType());
      }
      case InvocationResult.ServiceFailure failure ->
          retryOrGiveUp(event, true, backoff(event.refusals++), failure.error());
    }
  }

  private void retryOrGiveUp(Queued event, boolean retry, Duration delay, String error) {
    boolean tooOld = simulation.now().plus(delay).isAfter(event.received.plus(MAXIMUM_AGE));
    if (retry && !tooOld) {
      deliver(event, delay);
    } else {
      giveUp(event, retry ? Condition.EVENT_AGE_EXCEEDED : Condition.RETRIES_EXHAUSTED, error);
    }
  }

  private void giveUp(Queued event, Condition condition, String error) {
    trace(event, "event given up after " + event.attempts + " attempts: " + error);
    deadLetters.add(
        new DeadLetter(simulation.now(), event.function, event.payload, event.attempts, error));
    lambda.sendOnFailure(
        event.function,
        new InvocationRecord(
            simulation.now(),
            event.requestId,
            lambda.arn(event.function),
            condition,
            event.functionErrors,
            event.payload,
            event.lastError));
  }

  private Duration backoff(int refusals) {
    Duration doubled = Duration.ofSeconds(1L << Math.min(refusals, 9));
    return jittered(doubled.compareTo(LONGEST_BACKOFF) < 0 ? doubled : LONGEST_BACKOFF);
  }

  /** Up to a fifth longer, so that retries of a burst do not stay together. */
  private Duration jittered(Duration base) {
    return random.between(base, base.plus(base.dividedBy(5)));
  }

  private void trace(Queued event, String text) {
    simulation.trace().add("lambda", event.function, text);
  }
}
