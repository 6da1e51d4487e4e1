package io.servergroup.simulator.aws.lambda;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** A registered function: its environments, how many of them run, and what it did so far. */
final class SimulatedFunction {
  private final FunctionDefinition definition;
  private final Deque<ExecutionEnvironment> idle = new ArrayDeque<>();
  private FunctionUsage usage = FunctionUsage.NONE;
  private int running;
  private int started;

  SimulatedFunction(FunctionDefinition definition) {
    this.definition = definition;
  }

  FunctionDefinition definition() {
    return definition;
  }

  FunctionUsage usage() {
    return usage;
  }

  boolean full() {
    return definition.reservedConcurrency().isPresent()
        && running >= definition.reservedConcurrency().getAsInt();
  }

  void throttle() {
    usage = usage.throttled();
  }

  /** The environment used last among those still warm, or a new one. */
  ExecutionEnvironment occupy(Instant now) {
    idle.removeIf(environment -> !environment.warmAt(now));
    ExecutionEnvironment environment =
        idle.isEmpty() ? new ExecutionEnvironment(definition.handlers()) : idle.pop();
    running++;
    usage = usage.started(environment.cold());
    return environment;
  }

  /** The name of the next invocation, such as {@code reconcile#17}. */
  String nextName() {
    return definition.name() + "#" + ++started;
  }

  void release(ExecutionEnvironment environment, Instant warmUntil) {
    environment.rest(warmUntil);
    idle.push(environment);
  }

  void ended(boolean failed, Duration took) {
    running--;
    usage = usage.ended(failed, took);
  }
}
