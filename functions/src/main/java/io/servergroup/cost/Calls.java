package io.servergroup.cost;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How often operations of AWS are called.
 *
 * @param byAction by IAM action, such as {@code ec2:DescribeInstances}
 */
public record Calls(SortedMap<String, Integer> byAction) {
  public static final Calls NONE = new Calls(new TreeMap<>());

  public Calls {
    byAction = Collections.unmodifiableSortedMap(new TreeMap<>(byAction));
  }

  /** What was counted. */
  public static Calls counted(Map<String, Integer> counts) {
    return new Calls(new TreeMap<>(counts));
  }

  /** Each of these once. */
  static Calls of(String... actions) {
    SortedMap<String, Integer> calls = new TreeMap<>();
    for (String action : actions) {
      calls.merge(action, 1, Integer::sum);
    }
    return new Calls(calls);
  }

  /** One action, so many times. */
  static Calls of(String action, int times) {
    return of(action).times(times);
  }

  /** A reading of so many things, of which one call gives or takes a page; none for nothing. */
  static Calls paged(String action, int things, int page) {
    return of(action, Math.ceilDiv(things, page));
  }

  Calls plus(Calls other) {
    SortedMap<String, Integer> sum = new TreeMap<>(byAction);
    other.byAction.forEach((action, count) -> sum.merge(action, count, Integer::sum));
    return new Calls(sum);
  }

  Calls times(int factor) {
    if (factor <= 0) {
      return NONE;
    }
    SortedMap<String, Integer> product = new TreeMap<>(byAction);
    product.replaceAll((action, count) -> count * factor);
    return new Calls(product);
  }

  /** All of them. */
  public int total() {
    return byAction.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** How often this action. */
  public int count(String action) {
    return byAction.getOrDefault(action, 0);
  }

  /** How often each service is called, by the prefix of its IAM actions. */
  public SortedMap<String, Integer> byService() {
    SortedMap<String, Integer> services = new TreeMap<>();
    byAction.forEach(
        (action, count) ->
            services.merge(action.substring(0, action.indexOf(':')), count, Integer::sum));
    return services;
  }
}
