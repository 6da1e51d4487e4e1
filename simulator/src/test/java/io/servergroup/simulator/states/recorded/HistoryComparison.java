package io.servergroup.simulator.states.recorded;

import io.servergroup.simulator.states.history.EventJson;
import io.servergroup.simulator.states.history.HistoryEvent;
import io.servergroup.simulator.states.json.Json;
import io.servergroup.simulator.states.json.MalformedJsonException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Compares a history with a recorded one: the types of the events, their details and what they
 * follow from. Recorded values that were masked stand for anything; JSON within texts is compared
 * as JSON and numbers by value.
 */
final class HistoryComparison {
  private static final Set<String> IGNORED =
      Set.of("roleArn", "mapRunArn", "region", "taskCredentials");
  private static final Pattern MASK = Pattern.compile("timestamp|date|<.*>|[\\w<>-]+:<\\d+>");

  private final List<String> differences = new ArrayList<>();
  private final Map<Object, Object> masks = new LinkedHashMap<>();

  private HistoryComparison() {}

  /** What differs, each with the place; empty when the histories are equal. */
  static List<String> differences(Recording recording, List<HistoryEvent> actual) {
    List<Map<?, ?>> recorded = recording.history();
    HistoryComparison comparison = new HistoryComparison();
    comparison.collectMasks(recording.recordedInput(), recording.input());
    comparison.compareTypes(recorded, actual);
    for (int i = 0; i < Math.min(recorded.size(), actual.size()); i++) {
      comparison.compareEvent(recorded.get(i), actual.get(i));
    }
    return comparison.differences;
  }

  /** A text of the input that was recorded as another one was masked, there and further on. */
  private void collectMasks(Object recorded, Object actual) {
    if (recorded instanceof Map<?, ?> r && actual instanceof Map<?, ?> a) {
      r.forEach((key, value) -> collectMasks(value, a.get(key)));
    } else if (recorded instanceof List<?> r && actual instanceof List<?> a) {
      for (int i = 0; i < Math.min(r.size(), a.size()); i++) {
        collectMasks(r.get(i), a.get(i));
      }
    } else if (recorded instanceof String && !recorded.equals(actual)) {
      masks.put(recorded, actual);
    }
  }

  private void compareTypes(List<Map<?, ?>> recorded, List<HistoryEvent> actual) {
    List<Object> expected = new ArrayList<>();
    recorded.forEach(event -> expected.add(event.get("type")));
    List<Object> found = new ArrayList<>();
    actual.forEach(event -> found.add(event.type().apiName()));
    if (!expected.equals(found)) {
      differences.add("types: recorded " + expected + "\n   found " + found);
    }
  }

  private void compareEvent(Map<?, ?> recorded, HistoryEvent actual) {
    String where = "event " + actual.id() + " " + actual.type().apiName();
    long previous = ((Number) recorded.get("previousEventId")).longValue();
    if (previous != actual.previousEventId()) {
      differences.add(
          where + ": follows recorded " + previous + ", found " + actual.previousEventId());
    }
    compareMaps(where, Recording.details(recorded), EventJson.details(actual.details()));
  }

  private void compare(String where, Object recorded, Object actual) {
    if (recorded instanceof String text && MASK.matcher(text).matches()) {
      return;
    }
    if (masks.containsKey(recorded) && Objects.equals(masks.get(recorded), actual)) {
      return;
    }
    Object expected = unfolded(recorded);
    Object found = unfolded(actual);
    if (expected instanceof Map<?, ?> e && found instanceof Map<?, ?> f) {
      compareMaps(where, e, f);
    } else if (expected instanceof List<?> e && found instanceof List<?> f) {
      compareLists(where, e, f);
    } else if (!areEqual(expected, found)) {
      differences.add(where + ":\n   recorded " + recorded + "\n   found    " + actual);
    }
  }

  private void compareMaps(String where, Map<?, ?> recorded, Map<?, ?> actual) {
    Set<Object> keys = new LinkedHashSet<>(recorded.keySet());
    keys.addAll(actual.keySet());
    for (Object key : keys) {
      if (IGNORED.contains(key)) {
        continue;
      }
      if (recorded.containsKey(key) && actual.containsKey(key)) {
        compare(where + "/" + key, recorded.get(key), actual.get(key));
      } else {
        boolean missing = recorded.containsKey(key);
        Map<Object, Object> side = new LinkedHashMap<>(missing ? recorded : actual);
        differences.add(
            where + "/" + key + ": " + (missing ? "missing " : "superfluous ") + side.get(key));
      }
    }
  }

  private void compareLists(String where, List<?> recorded, List<?> actual) {
    if (recorded.size() != actual.size()) {
      differences.add(where + ":\n   recorded " + recorded + "\n   found    " + actual);
      return;
    }
    for (int i = 0; i < recorded.size(); i++) {
      compare(where + "[" + i + "]", recorded.get(i), actual.get(i));
    }
  }

  private static Object unfolded(Object value) {
    Object unfolded = value;
    while (unfolded instanceof String text) {
      try {
        unfolded = Json.parse(text);
      } catch (MalformedJsonException e) {
        return unfolded;
      }
    }
    return unfolded;
  }

  private static boolean areEqual(Object expected, Object found) {
    if (expected instanceof Number e && found instanceof Number f) {
      return new BigDecimal(e.toString()).compareTo(new BigDecimal(f.toString())) == 0;
    }
    return Objects.equals(expected, found);
  }
}
