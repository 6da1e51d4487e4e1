package io.servergroup.simulator.aws.lambda;

import io.servergroup.simulator.aws.sqs.Queue;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * A function as its template declares it.
 *
 * @param name without account, region or alias
 * @param handlers makes the handler of a new execution environment, a {@link
 *     com.amazonaws.services.lambda.runtime.RequestHandler} or a {@link
 *     com.amazonaws.services.lambda.runtime.RequestStreamHandler}; called once per environment
 * @param timeout after which an invocation is killed, 1 second to 15 minutes
 * @param memoryMegabytes what the context reports
 * @param reservedConcurrency how many invocations may run at once; empty for as many as come
 * @param onFailure where Lambda sends a record of each asynchronous event it gives up on
 */
public record FunctionDefinition(
    String name,
    Supplier<?> handlers,
    Duration timeout,
    int memoryMegabytes,
    OptionalInt reservedConcurrency,
    Optional<Queue> onFailure) {
  private static final Duration LONGEST = Duration.ofMinutes(15);

  public FunctionDefinition {
    Objects.requireNonNull(name);
    Objects.requireNonNull(handlers);
    Objects.requireNonNull(reservedConcurrency);
    Objects.requireNonNull(onFailure);
    if (timeout.compareTo(Duration.ofSeconds(1)) < 0 || timeout.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "function " + name + ": timeout " + timeout + " is not between PT1S and " + LONGEST);
    }
  }

  /** A function of 512 MB without reserved concurrency and destination. */
  public static FunctionDefinition of(String name, Supplier<?> handlers, Duration timeout) {
    return new FunctionDefinition(
        name, handlers, timeout, 512, OptionalInt.empty(), Optional.empty());
  }

  public FunctionDefinition withReservedConcurrency(int limit) {
    return new FunctionDefinition(
        name, handlers, timeout, memoryMegabytes, OptionalInt.of(limit), onFailure);
  }

  public FunctionDefinition withOnFailure(Queue queue) {
    return new FunctionDefinition(
        name, handlers, timeout, memoryMegabytes, reservedConcurrency, Optional.of(queue));
  }
}
