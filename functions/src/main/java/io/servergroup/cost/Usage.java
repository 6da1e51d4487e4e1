package io.servergroup.cost;

import java.time.Duration;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a rollout uses of AWS, as counted or as foreseen.
 *
 * @param transitions of state machines
 * @param invocations by function
 * @param gbSeconds the time that Lambda bills, multiplied by memory
 * @param calls of functions
 */
public record Usage(
    long transitions, SortedMap<String, Integer> invocations, double gbSeconds, Calls calls) {
  /** What nothing needs. */
  public static final Usage NONE = new Usage(0, new TreeMap<>(), 0, Calls.NONE);

  /** The memory of each function, as the templates deploy it. */
  public static final int MEMORY_MB = 1_024;

  private static final double MB_PER_GB = 1_024;

  public Usage {
    invocations = Collections.unmodifiableSortedMap(new TreeMap<>(invocations));
  }

  /** So much billed time of functions with their usual memory. */
  public static double gbSeconds(Duration billed) {
    return billed.toMillis() / 1_000.0 * MEMORY_MB / MB_PER_GB;
  }

  /** All invocations. */
  public int invoked() {
    return invocations.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** What AWS charges for it. */
  public Bill bill() {
    return Bill.of(this);
  }
}
