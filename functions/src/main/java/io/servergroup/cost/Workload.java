package io.servergroup.cost;

import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;

/** Adds up what functions do. */
final class Workload {
  private final Assumptions assumptions;
  private final SortedMap<String, Integer> invocations = new TreeMap<>();
  private final SortedMap<String, Calls> calls = new TreeMap<>();
  private Duration billed = Duration.ZERO;

  Workload(Assumptions assumptions) {
    this.assumptions = assumptions;
  }

  /** Adds so many invocations. */
  void add(Invocation invocation, int times) {
    if (times > 0) {
      invocations.merge(invocation.function(), times, Integer::sum);
      billed = billed.plus(assumptions.ownTime().multipliedBy(times));
      addWork(invocation, times);
    }
  }

  /** So many of the function's invocations tell how far the rollout is. */
  void addTold(String function, int times) {
    addWork(FunctionCalls.told(new Invocation(function, Calls.NONE, 0)), times);
  }

  private void addWork(Invocation invocation, int times) {
    calls.merge(invocation.function(), invocation.calls().times(times), Calls::plus);
    billed = billed.plus(invocation.waits(assumptions.round()).multipliedBy(times));
  }

  SortedMap<String, Calls> callsByFunction() {
    return calls;
  }

  /** Everything; each function is started once. */
  Usage usage(long transitions) {
    return new Usage(
        transitions,
        invocations,
        Usage.gbSeconds(billed.plus(assumptions.start().multipliedBy(invocations.size()))),
        calls.values().stream().reduce(Calls.NONE, Calls::plus));
  }
}
