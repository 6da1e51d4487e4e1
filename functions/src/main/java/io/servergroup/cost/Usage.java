package io.servergroup.cost;

import java.time.Duration;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was, or would be, used of AWS.
 *
 * @param transitions of Standard workflows, retries included
 * @param invocations of Lambda functions, by their name
 * @param gbSeconds billed time of these, multiplied by their memory
 * @param calls that functions make
 */
public record Usage(
    double transitions, SortedMap<String, Double> invocations, double gbSeconds, Calls calls) {
  /** What nothing needs. */
  public static final Usage NONE = new Usage(0, new TreeMap<>(), 0, Calls.NONE);

  /**
   * What each function has, as the templates deploy it: 1,024 MB. A GB of Lambda is 1,024 MB.
   *
   * @see <a href="https://aws.amazon.com/lambda/pricing/">AWS Lambda pricing</a>
   */
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
  public double invoked() {
    return invocations.values().stream().mapToDouble(count -> count).sum();
  }

  /** An equal share of it. */
  public Usage dividedBy(long parts) {
    double factor = 1.0 / parts;
    SortedMap<String, Double> share = new TreeMap<>();
    invocations.forEach((function, count) -> share.put(function, count * factor));
    return new Usage(transitions * factor, share, gbSeconds * factor, calls.times(factor));
  }

  /** What AWS charges for it. */
  public Bill bill() {
    return PriceList.bill(this);
  }
}
