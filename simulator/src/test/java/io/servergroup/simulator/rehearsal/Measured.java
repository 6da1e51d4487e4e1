package io.servergroup.simulator.rehearsal;

import io.servergroup.lambda.Measurements;
import io.servergroup.lambda.Measurements.Measure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What the functions measured since the story began, or since it was cleared. */
final class Measured {
  private final List<Measurements> all = new ArrayList<>();

  Measured(Story story) {
    story.stage().controlPlane().whenMeasured(all::add);
  }

  void clear() {
    all.clear();
  }

  List<Measurements> all() {
    return all;
  }

  /** Every value of a metric, whatever it was measured of. */
  List<Double> values(String metric) {
    return all.stream().flatMap(each -> values(each, metric)).toList();
  }

  /** Every value of a metric of exactly these dimensions. */
  List<Double> values(String metric, Map<String, String> dimensions) {
    return all.stream()
        .filter(each -> each.dimensions().equals(dimensions))
        .flatMap(each -> values(each, metric))
        .toList();
  }

  double sum(String metric) {
    return values(metric).stream().mapToDouble(value -> value).sum();
  }

  private static Stream<Double> values(Measurements measurements, String metric) {
    return measurements.measures().stream()
        .filter(measure -> measure.name().equals(metric))
        .map(Measure::values)
        .flatMap(List::stream);
  }
}
