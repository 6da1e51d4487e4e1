package io.servergroup.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.lambda.Measurements.Measure;
import io.servergroup.lambda.Measurements.Unit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MeasurementsTest {
  private static Measure measure(String name, Double... values) {
    return new Measure(name, Unit.COUNT, List.of(values));
  }

  private static String refusal(Map<String, String> dimensions, Measure... measures) {
    SortedMap<String, String> sorted = new TreeMap<>(dimensions);
    List<Measure> all = List.of(measures);
    return assertThrows(IllegalArgumentException.class, () -> new Measurements(sorted, all))
        .getMessage();
  }

  private static Map<String, String> dimensions(int count) {
    return IntStream.range(0, count).boxed().collect(Collectors.toMap(i -> "d" + i, i -> "value"));
  }

  @Test
  void allThatCloudWatchWouldNotTakeIsNamedTogether() {
    String message =
        refusal(
            Map.of("ServerGroup", " ", ":colon", "x"),
            measure("Repairs", Double.NaN, 1.0, Double.POSITIVE_INFINITY),
            measure(""));
    assertTrue(message.contains("dimension 'ServerGroup' has no value"), message);
    assertTrue(message.contains("dimension ':colon' begins with a colon"), message);
    assertTrue(message.contains("metric 'Repairs' has the value NaN"), message);
    assertTrue(message.contains("metric 'Repairs' has the value Infinity"), message);
    assertTrue(message.contains("metric '' has a name of 0 characters; 1 to 1024"), message);
  }

  @Test
  void twoThingsOfOneNameWouldOverwriteEachOther() {
    assertTrue(refusal(Map.of(), measure("Repairs"), measure("Repairs")).contains("taken already"));
    assertTrue(refusal(Map.of("Zone", "a"), measure("Zone", 1.0)).contains("taken already"));
    assertTrue(refusal(Map.of(), measure("_aws", 1.0)).contains("taken already"));
  }

  @Test
  void namesAndDimensionsEndAtTheirLimits() {
    String longest = String.join("", Collections.nCopies(1024, "n"));
    assertEquals(
        30, new Measurements(new TreeMap<>(dimensions(30)), List.of()).dimensions().size());
    assertTrue(refusal(dimensions(31)).contains("31 dimensions; at most 30"));
    assertEquals(
        1, new Measurements(new TreeMap<>(), List.of(measure(longest, 1.0))).measures().size());
    assertTrue(refusal(Map.of(), measure(longest + "n", 1.0)).contains("1 to 1024"));
    assertTrue(refusal(Map.of(longest, "value")).contains("1 to 250"));
  }

  @Test
  void whatIsAddedLaterToWhatItWasMadeOfDoesNotShow() {
    SortedMap<String, String> dimensions = new TreeMap<>(Map.of("ServerGroup", "tools"));
    List<Double> values = new ArrayList<>(List.of(1.0));
    List<Measure> measures = new ArrayList<>(List.of(new Measure("Repairs", Unit.COUNT, values)));
    Measurements made = new Measurements(dimensions, measures);
    dimensions.put("AvailabilityZone", "a");
    values.add(2.0);
    measures.clear();
    assertEquals(
        new Measurements(
            new TreeMap<>(Map.of("ServerGroup", "tools")), List.of(measure("Repairs", 1.0))),
        made);
    assertThrows(UnsupportedOperationException.class, () -> made.dimensions().clear());
  }
}
