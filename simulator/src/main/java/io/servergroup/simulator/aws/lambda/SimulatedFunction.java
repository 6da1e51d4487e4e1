package io.servergroup.simulator.aws.lambda;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** A registered function: its environments, how many of them run, and what it did so far. */
final class SimulatedFunction {
  private final FunctionDefinition definition;
  private final Deque<ExecutionEnvironment> idle = new ArrayDeque<>();
  private final Map<Class<?>, HandlerCodec> codecs = new HashMap<>();
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
        idle.isEmpty() ? new ExecutionEnvironment(definition.handlers(), this::codec) : idle.pop();
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

  private HandlerCodec codec(Class<?> handler) {
    return codecs.computeIfAbsent(handler, HandlerCodec::of);
  }
}
