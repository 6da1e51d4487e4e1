package io.servergroup.cli.past;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which server an instance was of. The rollout names those that it replaced and those it waited
 * for, and servers name those they have now; all instances of a group of one server are of that
 * one. In a larger group an instance that nobody names takes the place of the first that left
 * before and that no other is known to follow, unless it is about to show whose it takes; a launch
 * that EC2 refused takes nobody's.
 */
final class Owners {
  private final Map<String, Integer> servers = new HashMap<>();
  private final Map<String, Set<Integer>> groups = new HashMap<>();

  /** How many servers each group has now, those without a number included. */
  private final Map<String, Integer> sizes = new HashMap<>();

  /** Instances that are there now and will become one of several servers: nobody knows which. */
  private final Set<String> undecided = new TreeSet<>();

  /** An instance and the one that took its place. */
  private record Pair(String before, String after) {}

  Owners(Past past, List<Batch> batches) {
    for (Batch batch : batches) {
      for (LeavingServer server : batch.servers()) {
        server.number().ifPresent(number -> know(server.instance(), server.group(), number));
      }
    }
    for (ServerNow now : past.servers()) {
      now.server().ifPresent(number -> know(now.instance(), now.group(), number));
      if (now.server().isEmpty() && !now.instance().isEmpty()) {
        undecided.add(now.instance());
      }
      sizes.merge(now.group(), 1, Integer::sum);
    }
    said(past);
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
    return there.size() == 1 && sizes.getOrDefault(group, 1) == 1
        ? OptionalInt.of(there.iterator().next())
        : OptionalInt.empty();
  }

  /** What the rollout said last of an instance is what it saw when that had its place. */
  private void said(Past past) {
    past.executions()
        .flatMap(execution -> execution.events().stream())
        .filter(Event::exited)
        .sorted(Comparator.comparing(Event::at).reversed())
        .forEach(event -> Named.instances(event.reason()).forEach(servers::putIfAbsent));
  }

  /**
   * Who took whose place, from the first on: what is known of one helps with the next. Where
   * several have left, that is one of the same server, or else the first of them.
   */
  private List<Pair> pairs(List<Activity> activities) {
    List<Pair> pairs = new ArrayList<>();
    List<Activity> left = new ArrayList<>();
    for (Activity activity : activities) {
      if (!activity.launch()) {
        left.add(activity);
        continue;
      }
      List<Activity> after = activities.subList(activities.indexOf(activity), activities.size());
      List<Activity> before =
          left.stream()
              .filter(gone -> gone.group().equals(activity.group()))
              .filter(gone -> mayFollow(gone.instance(), activity.instance(), after))
              .toList();
      if (before.size() > 1 && isUndecided(activity.instance())) {
        continue;
      }
      before.stream()
          .min(Comparator.comparing(gone -> isKnown(gone.instance(), activity.instance()) ? 0 : 1))
          .ifPresent(
              gone -> {
                left.remove(gone);
                copy(gone.instance(), activity.instance());
                pairs.add(new Pair(gone.instance(), activity.instance()));
              });
    }
    return pairs;
  }

  private boolean isUndecided(String instance) {
    return undecided.contains(instance) && !servers.containsKey(instance);
  }

  /** Whether both are known to be of one server. */
  private boolean isKnown(String before, String launched) {
    Integer server = servers.get(before);
    return server != null && server.equals(servers.get(launched));
  }

  /** A server has one instance at a time: the next one comes when this one has left. */
  private boolean mayFollow(String before, String launched, List<Activity> after) {
    Integer server = servers.get(before);
    Integer known = servers.get(launched);
    if (known != null || server == null) {
      return server == null || server.equals(known);
    }
    return after.stream()
        .filter(
            next ->
                next.launch()
                    ? server.equals(servers.get(next.instance()))
                    : next.instance().equals(launched))
        .findFirst()
        .map(next -> !next.launch())
        .orElse(true);
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
