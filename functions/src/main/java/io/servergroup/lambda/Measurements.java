package io.servergroup.lambda;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was measured about one thing. What CloudWatch would silently drop cannot be made.
 *
 * @param dimensions what it was measured of, such as {@code ServerGroup} to {@code tools}; all of
 *     them together make a metric of its own
 */
public record Measurements(SortedMap<String, String> dimensions, List<Measure> measures) {
  /** How many dimensions a metric may have (embedded metric format specification, DimensionSet). */
  private static final int MOST_DIMENSIONS = 30;

  /** The same for a name of a metric (MetricDefinition) and of a dimension (API, Dimension). */
  private static final int LONGEST_METRIC = 1024;

  private static final int LONGEST_DIMENSION = 250;

  /** Where the embedded metric format keeps its own things; nothing else may have this name. */
  private static final String RESERVED = "_aws";

  /**
   * @throws IllegalArgumentException naming everything that CloudWatch would not take
   */
  public Measurements {
    dimensions = Collections.unmodifiableSortedMap(new TreeMap<>(dimensions));
    measures = List.copyOf(measures);
    List<String> wrong = wrong(dimensions, measures);
    if (!wrong.isEmpty()) {
      throw new IllegalArgumentException(
          "CloudWatch would not take the measurements of " + dimensions + ": " + wrong);
    }
  }

  private static List<String> wrong(Map<String, String> dimensions, List<Measure> measures) {
    List<String> wrong = new ArrayList<>();
    if (dimensions.size() > MOST_DIMENSIONS) {
      wrong.add(dimensions.size() + " dimensions; at most " + MOST_DIMENSIONS + " are possible");
    }
    Set<String> names = new LinkedHashSet<>(Set.of(RESERVED));
    dimensions.forEach(
        (name, value) -> {
          checkName("dimension", name, LONGEST_DIMENSION, names, wrong);
          if (name.startsWith(":")) {
            wrong.add("dimension '" + name + "' begins with a colon; leave it out");
          }
          if (value.isBlank()) {
            wrong.add("dimension '" + name + "' has no value; leave the dimension out");
          }
        });
    for (Measure measure : measures) {
      checkName("metric", measure.name(), LONGEST_METRIC, names, wrong);
      measure.values().stream()
          .filter(value -> !Double.isFinite(value))
          .forEach(value -> wrong.add("metric '" + measure.name() + "' has the value " + value));
    }
    return wrong;
  }

  private static void checkName(
      String what, String name, int longest, Set<String> names, List<String> wrong) {
    if (name.isBlank() || name.length() > longest) {
      wrong.add(
          "%s '%s' has a name of %d characters; 1 to %d are possible, not all of them spaces"
              .formatted(what, name, name.length(), longest));
    }
    if (!names.add(name)) {
      wrong.add(what + " '" + name + "' has a name that is taken already; choose another");
    }
  }

  /**
   * One metric.
   *
   * @param values in the unit; none when there was nothing to measure, and then nothing is written
   */
  public record Measure(String name, Unit unit, List<Double> values) {
    public Measure {
      values = List.copyOf(values);
    }
  }

  /** What a value is a number of. */
  public enum Unit {
    COUNT,
    MILLISECONDS,
    PERCENT,
    SECONDS
  }
}
