package io.servergroup.cost;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How often operations of AWS are called. What is foreseen is an average and may have fractions.
 *
 * @param byAction by IAM action, such as {@code ec2:DescribeInstances}
 */
public record Calls(SortedMap<String, Double> byAction) {
  public static final Calls NONE = new Calls(new TreeMap<>());

  public Calls {
    byAction = Collections.unmodifiableSortedMap(new TreeMap<>(byAction));
  }

  /** What was counted. */
  public static Calls counted(Map<String, Integer> counts) {
    SortedMap<String, Double> calls = new TreeMap<>();
    counts.forEach((action, count) -> calls.put(action, count.doubleValue()));
    return new Calls(calls);
  }

  /** Each of these once; one that stands there twice, twice. */
  static Calls of(String... actions) {
    return of(List.of(actions));
  }

  private static Calls of(List<String> actions) {
    SortedMap<String, Double> calls = new TreeMap<>();
    actions.forEach(action -> calls.merge(action, 1.0, Double::sum));
    return new Calls(calls);
  }

  Calls plus(Calls other) {
    SortedMap<String, Double> sum = new TreeMap<>(byAction);
    other.byAction.forEach((action, count) -> sum.merge(action, count, Double::sum));
    return new Calls(sum);
  }

  Calls times(double factor) {
    SortedMap<String, Double> product = new TreeMap<>();
    if (factor > 0) {
      byAction.forEach((action, count) -> product.put(action, count * factor));
    }
    return new Calls(product);
  }

  /** All of them. */
  public double total() {
    return byAction.values().stream().mapToDouble(count -> count).sum();
  }

  /** How often this action. */
  public double count(String action) {
    return byAction.getOrDefault(action, 0.0);
  }

  /** How often each service is called, by the prefix of its IAM actions. */
  public SortedMap<String, Double> byService() {
    SortedMap<String, Double> services = new TreeMap<>();
    byAction.forEach(
        (action, count) ->
            services.merge(action.substring(0, action.indexOf(':')), count, Double::sum));
    return services;
  }
}
