package io.servergroup.cli.view;

import io.servergroup.simulator.sweep.Point;
import io.servergroup.simulator.sweep.Reachable;
import io.servergroup.simulator.sweep.SweepReport;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a sweep reached of one kind of points.
 *
 * @param counts how often each point was reached, by name
 * @param listed whether it is known what can be reached of this kind
 * @param missing what was never reached, though a run could
 * @param unlisted what was reached, though nobody lists it as reachable
 */
record Reach(
    Point.Kind kind,
    Map<String, Long> counts,
    boolean listed,
    List<String> missing,
    List<String> unlisted) {
  /** Every kind, in order. */
  static List<Reach> of(SweepReport report) {
    Set<Point> reachable = Reachable.points(report.sweep().profile());
    return Arrays.stream(Point.Kind.values()).map(kind -> of(kind, report, reachable)).toList();
  }

  private static Reach of(Point.Kind kind, SweepReport report, Set<Point> reachable) {
    Map<String, Long> counts = new TreeMap<>();
    report.reached().entrySet().stream()
        .filter(entry -> entry.getKey().kind() == kind)
        .forEach(entry -> counts.put(entry.getKey().name(), entry.getValue()));
    Set<String> known =
        reachable.stream()
            .filter(point -> point.kind() == kind)
            .map(Point::name)
            .collect(Collectors.toCollection(TreeSet::new));
    return new Reach(
        kind,
        counts,
        !known.isEmpty(),
        report.missing().stream().filter(point -> point.kind() == kind).map(Point::name).toList(),
        known.isEmpty()
            ? List.of()
            : counts.keySet().stream().filter(name -> !known.contains(name)).toList());
  }

  /** How many of those that can be reached were. */
  int reached() {
    return counts.size() - unlisted.size();
  }

  /** How many a run can reach at all. */
  int reachable() {
    return reached() + missing.size();
  }

  /** What was reached least often, seldom ones first. */
  List<Map.Entry<String, Long>> rarest(int most) {
    return counts.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry::getKey))
        .limit(most)
        .toList();
  }

  /** What was reached most often first. */
  List<Map.Entry<String, Long>> byCount() {
    return counts.entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry::getKey))
        .toList();
  }
}
