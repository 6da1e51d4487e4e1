package io.servergroup.cli.past;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which server an instance was of. The rollout names those that it replaced, and servers name those
 * they have now; all instances of a group of one server are of that one. In a larger group the next
 * instance that is launched takes the place of the one that left before; a launch that EC2 refused
 * takes nobody's.
 */
final class Owners {
  private final Map<String, Integer> servers = new HashMap<>();
  private final Map<String, Set<Integer>> groups = new HashMap<>();

  /** An instance and the one that took its place. */
  private record Pair(String before, String after) {}

  Owners(Past past, List<Batch> batches) {
    for (Batch batch : batches) {
      for (LeavingServer server : batch.servers()) {
        server.number().ifPresent(number -> know(server.instance(), server.group(), number));
      }
    }
    past.servers().forEach(now -> know(now.instance(), now.group(), now.server()));
    List<Activity> activities =
        past.activities().stream().filter(activity -> !activity.instance().isEmpty()).toList();
    for (Activity activity : activities) {
      only(activity.group()).ifPresent(server -> servers.putIfAbsent(activity.instance(), server));
    }
    spread(pairs(activities));
  }

  private void know(String instance, String group, int server) {
    groups.computeIfAbsent(group, _ -> new TreeSet<>()).add(server);
    if (!instance.isEmpty()) {
      servers.putIfAbsent(instance, server);
    }
  }

  /** The server of a group that has no other. */
  private OptionalInt only(String group) {
    Set<Integer> there = groups.getOrDefault(group, Set.of());
    return there.size() == 1 ? OptionalInt.of(there.iterator().next()) : OptionalInt.empty();
  }

  private static List<Pair> pairs(List<Activity> activities) {
    List<Pair> pairs = new ArrayList<>();
    Map<String, Deque<String>> left = new HashMap<>();
    for (Activity activity : activities) {
      Deque<String> waiting = left.computeIfAbsent(activity.group(), _ -> new ArrayDeque<>());
      if (!activity.launch()) {
        waiting.add(activity.instance());
      } else if (!waiting.isEmpty()) {
        pairs.add(new Pair(waiting.remove(), activity.instance()));
      }
    }
    return pairs;
  }

  /** What is known of one of a pair is known of the other: first on, then back. */
  private void spread(List<Pair> pairs) {
    pairs.forEach(pair -> copy(pair.before(), pair.after()));
    pairs.reversed().forEach(pair -> copy(pair.after(), pair.before()));
  }

  private void copy(String from, String to) {
    Integer server = servers.get(from);
    if (server != null) {
      servers.putIfAbsent(to, server);
    }
  }

  /**
   * The numbers of the servers of a batch, in their order; those that nobody knows are left out.
   */
  List<Integer> of(Batch batch) {
    return batch.servers().stream()
        .map(server -> server.number().isPresent() ? server.number() : of(server.instance()))
        .flatMap(number -> number.stream().boxed())
        .sorted()
        .toList();
  }

  /** The number of the server that a group did it for. */
  OptionalInt of(Activity activity) {
    OptionalInt server = of(activity.instance());
    return server.isPresent() ? server : only(activity.group());
  }

  /** The number of the server; empty when nobody knows. */
  OptionalInt of(String instance) {
    Integer server = servers.get(instance);
    return server == null ? OptionalInt.empty() : OptionalInt.of(server);
  }
}
