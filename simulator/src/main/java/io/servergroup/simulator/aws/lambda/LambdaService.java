package io.servergroup.simulator.aws.lambda;

import io.servergroup.simulator.kernel.RandomStream;
import io.servergroup.simulator.kernel.Simulation;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Simulated Lambda. Every invocation runs on a fiber named {@code function#n}; its result arrives
 * as an event of its own, never during the call that asked for it.
 */
public final class LambdaService {
  private final Simulation simulation;
  private final String arnPrefix;
  private final LambdaTiming timing;
  private final RandomStream random;
  private final AsynchronousQueue asynchronous;
  private final SortedMap<String, SimulatedFunction> functions = new TreeMap<>();
  private InvocationFaults faults = InvocationFaults.NONE;

  public LambdaService(Simulation simulation, String region, String account, LambdaTiming timing) {
    this.simulation = simulation;
    this.arnPrefix = "arn:aws:lambda:" + region + ":" + account + ":function:";
    this.timing = timing;
    this.random = simulation.stream("lambda");
    this.asynchronous = new AsynchronousQueue(simulation, this, random);
  }

  /**
   * Makes a function known.
   *
   * @return its ARN
   */
  public String register(FunctionDefinition definition) {
    if (functions.putIfAbsent(definition.name(), new SimulatedFunction(definition)) != null) {
      throw new IllegalArgumentException(
          "function " + definition.name() + " is registered already; choose another name");
    }
    return arn(definition.name());
  }

  /** Sets what goes wrong with the invocations to come. */
  public void setFaults(InvocationFaults faults) {
    this.faults = faults;
  }

  /**
   * Invokes a function and waits for its result, as Step Functions does.
   *
   * @param function name or ARN, with or without an alias or version
   * @param payload JSON
   * @param done told the result on the queue
   */
  public void invoke(String function, String payload, Consumer<InvocationResult> done) {
    String name = nameOf(function);
    invoke(name, payload, random.uuid(), faults.next(name, false), done);
  }

  /**
   * Puts an event into the function's queue, as EventBridge does: delivered soon, retried twice
   * about 1 and 2 minutes after a function error, and for up to 6 hours when Lambda is busy.
   *
   * @return false when there is no such function
   */
  public boolean invokeAsync(String function, String payload) {
    String name = nameOf(function);
    if (!functions.containsKey(name)) {
      return false;
    }
    asynchronous.accept(name, payload);
    return true;
  }

  /** What each function did so far, by name. */
  public SortedMap<String, FunctionUsage> usage() {
    SortedMap<String, FunctionUsage> usage = new TreeMap<>();
    functions.forEach((name, function) -> usage.put(name, function.usage()));
    return Collections.unmodifiableSortedMap(usage);
  }

  /** The asynchronous events Lambda gave up on, oldest first. */
  public List<DeadLetter> deadLetters() {
    return asynchronous.deadLetters();
  }

  /** Sends the record of an event given up to the function's destination, if it has one. */
  void sendOnFailure(String name, InvocationRecord record) {
    SimulatedFunction function = functions.get(name);
    function.definition().onFailure().ifPresent(queue -> queue.send(record.json()));
  }

  String arn(String name) {
    return arnPrefix + name;
  }

  InvocationFault nextFault(String name) {
    return faults.next(name, true);
  }

  void invoke(
      String name,
      String payload,
      String requestId,
      InvocationFault fault,
      Consumer<InvocationResult> done) {
    SimulatedFunction function = functions.get(name);
    if (function == null) {
      answer(name, FunctionErrors.notFound(arn(name)), done);
    } else if (fault instanceof InvocationFault.Throttled || function.full()) {
      function.throttle();
      answer(name, FunctionErrors.throttled(), done);
    } else if (fault instanceof InvocationFault.NotReady) {
      answer(name, FunctionErrors.notReady(), done);
    } else if (fault instanceof InvocationFault.Refused) {
      answer(name, FunctionErrors.serviceFailed(), done);
    } else {
      run(function, payload, requestId, fault, done);
    }
  }

  private void run(
      SimulatedFunction function,
      String payload,
      String requestId,
      InvocationFault fault,
      Consumer<InvocationResult> done) {
    ExecutionEnvironment environment = function.occupy(simulation.now());
    boolean cold = environment.cold();
    Duration init = cold ? draw(timing.init()) : Duration.ZERO;
    Invocation invocation =
        new Invocation(
            simulation,
            function.definition(),
            environment,
            function.nextName(),
            requestId,
            arn(function.definition().name()));
    trace(invocation.name(), (cold ? "cold start, request " : "warm start, request ") + requestId);
    invocation.start(
        payload,
        new Invocation.Delays(draw(timing.start()), init),
        fault,
        result -> finish(function, environment, invocation, fault, result, done));
  }

  private void finish(
      SimulatedFunction function,
      ExecutionEnvironment environment,
      Invocation invocation,
      InvocationFault fault,
      InvocationResult result,
      Consumer<InvocationResult> done) {
    function.ended(!(result instanceof InvocationResult.Success), invocation.billed());
    if (invocation.environmentSurvives(result)) {
      function.release(environment, simulation.now().plus(draw(timing.idle())));
    }
    trace(invocation.name(), describe(result) + " after " + invocation.billed().toMillis() + " ms");
    if (fault instanceof InvocationFault.ResponseLost) {
      trace(invocation.name(), "response lost");
      done.accept(FunctionErrors.serviceFailed());
    } else {
      done.accept(result);
    }
  }

  private void answer(
      String name, InvocationResult.ServiceFailure failure, Consumer<InvocationResult> done) {
    trace(name, describe(failure));
    simulation.queue().after(draw(timing.start()), "refuse " + name, () -> done.accept(failure));
  }

  static String describe(InvocationResult result) {
    return switch (result) {
      case InvocationResult.Success success -> "succeeded";
      case InvocationResult.FunctionError error ->
          "failed with " + error.errorType() + ": " + error.errorMessage();
      case InvocationResult.ServiceFailure failure -> "not run: " + failure.error();
    };
  }

  private Duration draw(LambdaTiming.Span span) {
    return random.between(span.shortest(), span.longest());
  }

  private void trace(String subject, String text) {
    simulation.trace().add("lambda", subject, text);
  }

  private static String nameOf(String function) {
    String tail =
        function.startsWith("arn:")
            ? function.substring(function.indexOf(":function:") + ":function:".length())
            : function;
    int qualifier = tail.indexOf(':');
    return qualifier < 0 ? tail : tail.substring(0, qualifier);
  }
}
