package io.servergroup.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The rules of the embedded metric format specification, by the names it uses, for the members we
 * write.
 */
final class EmbeddedMetricFormat {
  /** What CloudWatch Logs takes as one event. */
  private static final int LONGEST_EVENT = 1024 * 1024;

  private static final Set<String> UNITS =
      Set.of("Count", "Milliseconds", "Seconds", "Percent", "None");

  private EmbeddedMetricFormat() {}

  /** The root node of a line that keeps every rule. */
  static Map<String, Object> parse(String line) {
    assertFalse(line.contains("\n"), "a log event is one line");
    assertTrue(line.getBytes(StandardCharsets.UTF_8).length <= LONGEST_EVENT, "too long an event");
    Map<String, Object> root;
    try {
      root = JSON.std.mapFrom(line);
    } catch (IOException e) {
      throw new UncheckedIOException(line, e);
    }
    Map<?, ?> metadata = assertInstanceOf(Map.class, root.get("_aws"));
    assertEquals(Set.of("Timestamp", "CloudWatchMetrics"), metadata.keySet());
    assertTrue(((Number) metadata.get("Timestamp")).longValue() >= 0, "milliseconds since 1970");
    list(metadata.get("CloudWatchMetrics"))
        .forEach(directive -> directive(assertInstanceOf(Map.class, directive), root));
    return root;
  }

  private static void directive(Map<?, ?> directive, Map<String, Object> root) {
    assertEquals(Set.of("Namespace", "Dimensions", "Metrics"), directive.keySet());
    length(directive.get("Namespace"), 1024);
    Collection<?> sets = list(directive.get("Dimensions"));
    assertFalse(sets.isEmpty(), "a DimensionSet array has a set, though it may be empty");
    sets.forEach(set -> dimensions(list(set), root));
    List<?> metrics = list(directive.get("Metrics"));
    assertTrue(metrics.size() <= 100, metrics.size() + " metrics");
    assertEquals(
        metrics.size(),
        new HashSet<>(metrics.stream().map(m -> ((Map<?, ?>) m).get("Name")).toList()).size(),
        "two metrics share one target member");
    metrics.forEach(metric -> metric(assertInstanceOf(Map.class, metric), root));
  }

  private static void dimensions(List<?> keys, Map<String, Object> root) {
    assertTrue(keys.size() <= 30, keys.size() + " dimensions");
    for (Object key : keys) {
      length(key, 250);
      length(assertInstanceOf(String.class, root.get(key)), 1024);
    }
  }

  private static void metric(Map<?, ?> definition, Map<String, Object> root) {
    assertEquals(Set.of("Name", "Unit"), definition.keySet());
    length(definition.get("Name"), 1024);
    assertTrue(UNITS.contains(definition.get("Unit")), "unit " + definition.get("Unit"));
    Object target = root.get(definition.get("Name"));
    if (target instanceof Collection<?> values) {
      assertFalse(values.isEmpty(), "no values");
      assertTrue(values.size() <= 100, values.size() + " values");
      values.forEach(value -> assertInstanceOf(Number.class, value));
    } else {
      assertInstanceOf(Number.class, target);
    }
  }

  private static List<?> list(Object value) {
    return assertInstanceOf(List.class, value);
  }

  private static void length(Object text, int most) {
    int length = assertInstanceOf(String.class, text).length();
    assertTrue(length >= 1 && length <= most, text + " has " + length + " characters");
  }
}
