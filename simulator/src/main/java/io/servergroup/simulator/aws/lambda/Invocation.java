package io.servergroup.simulator.aws.lambda;

import io.servergroup.simulator.kernel.EventQueue;
import io.servergroup.simulator.kernel.Fiber;
import io.servergroup.simulator.kernel.FiberKilled;
import io.servergroup.simulator.kernel.Simulation;
import io.servergroup.simulator.kernel.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** One run of a handler in an environment, on a fiber of its own, ended by its time limit. */
final class Invocation {
  /** How long an invocation takes before its handler runs; {@code init} is zero when warm. */
  record Delays(Duration start, Duration init) {}

  private final Simulation simulation;
  private final FunctionDefinition definition;
  private final ExecutionEnvironment environment;
  private final String name;
  private final String requestId;
  private final String arn;
  private final List<Timer> timers = new ArrayList<>();
  private Instant billedFrom;
  private String response;
  private boolean timedOut;

  Invocation(
      Simulation simulation,
      FunctionDefinition definition,
      ExecutionEnvironment environment,
      String name,
      String requestId,
      String arn) {
    this.simulation = simulation;
    this.definition = definition;
    this.environment = environment;
    this.name = name;
    this.requestId = requestId;
    this.arn = arn;
    this.billedFrom = simulation.now();
  }

  String name() {
    return name;
  }

  Duration billed() {
    return Duration.between(billedFrom, simulation.now());
  }

  /**
   * Starts the handler.
   *
   * @param done told the result on the queue when the handler has ended
   */
  void start(
      String payload, Delays delays, InvocationFault fault, Consumer<InvocationResult> done) {
    simulation.start(
        name,
        () -> run(payload, delays, fault),
        thrown -> {
          timers.forEach(Timer::cancel);
          done.accept(result(thrown));
        });
  }

  private void run(String payload, Delays delays, InvocationFault fault) {
    Fiber fiber = Fiber.current();
    fiber.pause(delays.start());
    billedFrom = simulation.now();
    try {
      if (environment.cold()) {
        fiber.pause(delays.init());
        environment.initialize(name);
      }
      limit(fiber, fault);
      response = environment.handle(payload, context());
    } finally {
      // A handler that caught or wrapped its own death has died nevertheless.
      fiber.checkAlive();
    }
  }

  private void limit(Fiber fiber, InvocationFault fault) {
    EventQueue queue = simulation.queue();
    timers.add(queue.after(definition.timeout(), "time out " + name, () -> timeOut(fiber)));
    if (fault instanceof InvocationFault.Killed(Duration after)) {
      timers.add(queue.after(after, "kill " + name, fiber::kill));
    }
  }

  private FunctionContext context() {
    Instant deadline = simulation.now().plus(definition.timeout());
    return new FunctionContext(simulation, definition, name, requestId, arn, deadline);
  }

  private void timeOut(Fiber fiber) {
    timedOut = true;
    fiber.kill();
  }

  private InvocationResult result(Throwable thrown) {
    if (timedOut) {
      return FunctionErrors.timedOut(requestId, definition.timeout());
    }
    return switch (thrown) {
      case null -> new InvocationResult.Success(response);
      case FiberKilled killed -> FunctionErrors.died(requestId);
      case HandlerDefectException defect -> throw defect;
      case Throwable t when HandlerDefectException.explains(t) ->
          throw new HandlerDefectException(name, t);
      default -> FunctionErrors.of(thrown);
    };
  }

  /** False after a timeout or a death: Lambda then throws the environment away. */
  boolean environmentSurvives(InvocationResult result) {
    return switch (result) {
      case InvocationResult.Success success -> true;
      case InvocationResult.FunctionError error ->
          !environment.cold()
              && !error.errorType().equals("Sandbox.Timedout")
              && !error.errorType().equals("Runtime.ExitError");
      case InvocationResult.ServiceFailure failure -> false;
    };
  }
}
