package io.servergroup.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.servergroup.lambda.Measurements.Measure;
import io.servergroup.lambda.Measurements.Unit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EmfMetricLogTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00.250Z");

  private static List<String> written(Map<String, String> dimensions, Measure... measures) {
    List<String> lines = new ArrayList<>();
    new EmfMetricLog(lines::add, () -> NOW)
        .write(new Measurements(new TreeMap<>(dimensions), Arrays.asList(measures)));
    return lines;
  }

  private static Measure count(String name, Double... values) {
    return new Measure(name, Unit.COUNT, List.of(values));
  }

  @Test
  void whatWasMeasuredOfOneThingIsOneLine() {
    assertEquals(
        List.of(
            "{\"_aws\":{\"Timestamp\":1795341600250,\"CloudWatchMetrics\":[{\"Namespace\":"
                + "\"ServerGroup\",\"Dimensions\":[[\"AvailabilityZone\",\"ServerGroup\"]],"
                + "\"Metrics\":[{\"Name\":\"FreeSlots\",\"Unit\":\"Count\"},"
                + "{\"Name\":\"ClaimLatency\",\"Unit\":\"Milliseconds\"}]}]},"
                + "\"AvailabilityZone\":\"eu-west-1a\",\"ServerGroup\":\"tools\","
                + "\"FreeSlots\":3,\"ClaimLatency\":[1200,0.5]}"),
        written(
            Map.of("ServerGroup", "tools", "AvailabilityZone", "eu-west-1a"),
            count("FreeSlots", 3.0),
            new Measure("ClaimLatency", Unit.MILLISECONDS, List.of(1200.0, 0.5))));
  }

  @Test
  void everyUnitAndNoDimensionAtAllKeepTheSpecification() {
    Measure[] measures =
        Arrays.stream(Unit.values())
            .map(unit -> new Measure(unit.name(), unit, List.of(1.0)))
            .toArray(Measure[]::new);
    assertEquals(
        Unit.values().length + 1,
        EmbeddedMetricFormat.parse(written(Map.of(), measures).getFirst()).size());
  }

  @Test
  void whatHadNothingToMeasureIsNotWritten() {
    assertEquals(List.of(), written(Map.of("ServerGroup", "tools"), count("Repairs")));
    Map<String, Object> line =
        EmbeddedMetricFormat.parse(
            written(Map.of("ServerGroup", "tools"), count("Repairs"), count("Findings", 0.0))
                .getFirst());
    assertEquals(List.of("_aws", "ServerGroup", "Findings"), List.copyOf(line.keySet()));
  }

  @Test
  void moreThanAHundredMetricsGoToSeveralLines() {
    Measure[] measures =
        IntStream.range(0, 250).mapToObj(i -> count("metric" + i, i * 1.0)).toArray(Measure[]::new);
    List<Integer> seen =
        written(Map.of("ServerGroup", "tools"), measures).stream()
            .map(line -> EmbeddedMetricFormat.parse(line).size() - 2)
            .toList();
    assertEquals(List.of(100, 100, 50), seen);
  }

  @Test
  void moreThanAHundredValuesGoToSeveralLinesAndNoneIsLost() {
    List<Double> values = IntStream.range(0, 201).mapToObj(i -> i + 0.5).toList();
    List<Object> seen = new ArrayList<>();
    List<String> lines =
        written(
            Map.of("ServerGroup", "tools"),
            new Measure("ClaimLatency", Unit.MILLISECONDS, values),
            count("Repairs", 1.0));
    for (String line : lines) {
      Object value = EmbeddedMetricFormat.parse(line).get("ClaimLatency");
      seen.addAll(value instanceof List<?> several ? several : List.of(value));
    }
    assertEquals(3, lines.size());
    assertEquals(values, seen);
    assertEquals(1, lines.stream().filter(line -> line.contains("Repairs")).count());
  }

  @Test
  void aGroupNamedInAnotherAlphabetOrAtLengthStillHasMetrics() {
    Map<String, Object> line =
        EmbeddedMetricFormat.parse(
            written(
                    Map.of(
                        "ServerGroup",
                        "gr\u00f6\u00dfe\n",
                        "Long",
                        String.join("", Collections.nCopies(2000, "x"))),
                    count("Repairs", 1.0))
                .getFirst());
    assertEquals("gr??e?", line.get("ServerGroup"));
    assertEquals(1024, line.get("Long").toString().length());
  }

  @Test
  void numbersTooLargeToBeWholeStayWhatTheyAre() {
    assertEquals(
        1e300,
        EmbeddedMetricFormat.parse(written(Map.of(), count("Huge", 1e300)).getFirst()).get("Huge"));
  }
}
