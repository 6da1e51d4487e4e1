package io.servergroup.cost;

import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;

/** Adds up what functions do. */
final class Workload {
  private final Assumptions assumptions;
  private final SortedMap<String, Double> invocations = new TreeMap<>();
  private final SortedMap<String, Calls> calls = new TreeMap<>();
  private double millis;

  Workload(Assumptions assumptions) {
    this.assumptions = assumptions;
  }

  /** Adds so many invocations; on average, so a part of one may be among them. */
  void add(Invocation invocation, double times) {
    if (times > 0) {
      invocations.merge(invocation.function(), times, Double::sum);
      millis += assumptions.ownTime().toMillis() * times;
      addWork(invocation, times);
    }
  }

  /** So many of the function's invocations tell how far the rollout is. */
  void addTold(String function, double times) {
    if (times > 0) {
      addWork(FunctionCalls.told(new Invocation(function, Calls.NONE, 0)), times);
    }
  }

  private void addWork(Invocation invocation, double times) {
    calls.merge(invocation.function(), invocation.calls().times(times), Calls::plus);
    millis += invocation.waits(assumptions.round()).toNanos() / 1e6 * times;
  }

  /** How often the schedule wakes the reconcile function in this time, on average. */
  double checks(Duration time) {
    return (double) time.toMillis() / assumptions.checkPeriod().toMillis();
  }

  SortedMap<String, Calls> callsByFunction() {
    return calls;
  }

  /** Everything; each function was restored once, but the one that the schedule keeps awake. */
  Usage usage(long transitions) {
    double restored = assumptions.restore().toMillis() * (double) (invocations.size() - 1);
    return new Usage(
        (double) transitions,
        invocations,
        Usage.gbSeconds(Duration.ofMillis(Math.round(millis + restored))),
        calls.values().stream().reduce(Calls.NONE, Calls::plus));
  }
}
