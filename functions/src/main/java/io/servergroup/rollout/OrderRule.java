package io.servergroup.rollout;

import io.servergroup.health.GroupHealth;
import io.servergroup.health.Server;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One reason to replace a server before another. The first rule that tells two servers apart
 * decides.
 *
 * @param name what the rule wants
 * @param order the servers to be replaced first come first
 */
record OrderRule(String name, Comparator<GroupHealth.Verdict> order) {
  /** The servers in the order in which they are to be replaced. */
  static List<GroupHealth.Verdict> ordered(List<GroupHealth.Verdict> candidates) {
    List<OrderRule> rules = rules(candidates);
    List<OrderRule> within = new ArrayList<>(rules);
    candidates.stream().min(combined(rules)).ifPresent(first -> within.add(1, zoneOf(first)));
    return candidates.stream().sorted(combined(within)).toList();
  }

  /**
   * All rules in the order of their weight.
   *
   * @param candidates the servers to be ordered
   */
  static List<OrderRule> rules(List<GroupHealth.Verdict> candidates) {
    Map<String, Integer> perZone = new LinkedHashMap<>();
    candidates.forEach(candidate -> perZone.merge(zone(candidate), 1, Integer::sum));
    return List.of(
        new OrderRule(
            "unhealthy servers first", Comparator.comparing(GroupHealth.Verdict::healthy)),
        new OrderRule(
            "the zone with most servers left first, so that most batches stay in one zone",
            Comparator.comparing(candidate -> -perZone.get(zone(candidate)))),
        new OrderRule("zone by zone", Comparator.comparing(OrderRule::zone)),
        new OrderRule("lowest number first", Comparator.comparing(OrderRule::number)));
  }

  /** After the first server of a batch is chosen: those in its zone before others. */
  static OrderRule zoneOf(GroupHealth.Verdict first) {
    return new OrderRule(
        "the zone of the batch's first server",
        Comparator.comparing(candidate -> !zone(candidate).equals(zone(first))));
  }

  static Comparator<GroupHealth.Verdict> combined(List<OrderRule> rules) {
    return rules.stream().map(OrderRule::order).reduce(Comparator::thenComparing).orElseThrow();
  }

  private static String zone(GroupHealth.Verdict candidate) {
    return candidate.server().zone();
  }

  private static int number(GroupHealth.Verdict candidate) {
    Server server = candidate.server();
    return server.index().orElse(Integer.MAX_VALUE);
  }
}
