package io.servergroup.lambda;

import com.fasterxml.jackson.jr.ob.JSON;
import io.servergroup.lambda.Measurements.Measure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Writes measurements in the embedded metric format: lines of JSON in the function's log, of which
 * CloudWatch makes metrics by itself. The function needs no permission and makes no call.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html">the
 *     specification</a>
 */
final class EmfMetricLog implements MetricLog {
  static final String NAMESPACE = "ServerGroup";

  /**
   * How many metrics one line may have (MetricDirective), and values one metric (target member).
   */
  private static final int MOST_METRICS = 100;

  private static final int MOST_VALUES = 100;

  /** How long the value of a dimension may be (CloudWatch API, Dimension). */
  private static final int LONGEST_VALUE = 1024;

  /** Every whole number up to this one is a double of its own. */
  private static final double EXACT = 1L << 53;

  private final Consumer<String> lines;
  private final InstantSource clock;

  EmfMetricLog(Consumer<String> lines, InstantSource clock) {
    this.lines = lines;
    this.clock = clock;
  }

  @Override
  public void write(Measurements measurements) {
    Map<String, String> dimensions = new LinkedHashMap<>();
    measurements.dimensions().forEach((name, value) -> dimensions.put(name, accepted(value)));
    long timestamp = clock.millis();
    for (List<Measure> measures : split(measurements.measures())) {
      lines.accept(json(line(timestamp, dimensions, measures)));
    }
  }

  /** The first hundred values of all metrics, then their second hundred, and so on. */
  private static List<List<Measure>> split(List<Measure> measures) {
    List<List<Measure>> all = new ArrayList<>();
    int most = measures.stream().mapToInt(measure -> measure.values().size()).max().orElse(0);
    for (int from = 0; from < most; from += MOST_VALUES) {
      List<Measure> round = new ArrayList<>();
      for (Measure measure : measures) {
        List<Double> values = measure.values();
        if (from < values.size()) {
          int to = Math.min(from + MOST_VALUES, values.size());
          round.add(new Measure(measure.name(), measure.unit(), values.subList(from, to)));
        }
      }
      for (int i = 0; i < round.size(); i += MOST_METRICS) {
        all.add(round.subList(i, Math.min(i + MOST_METRICS, round.size())));
      }
    }
    return all;
  }

  private static Map<String, Object> line(
      long timestamp, Map<String, String> dimensions, List<Measure> measures) {
    List<Map<String, String>> definitions = new ArrayList<>();
    Map<String, Object> values = new LinkedHashMap<>();
    for (Measure measure : measures) {
      definitions.add(ordered("Name", measure.name(), "Unit", unit(measure.unit())));
      List<Number> numbers = measure.values().stream().map(EmfMetricLog::number).toList();
      values.put(measure.name(), numbers.size() == 1 ? numbers.getFirst() : numbers);
    }
    Map<String, Object> directive = new LinkedHashMap<>();
    directive.put("Namespace", NAMESPACE);
    directive.put("Dimensions", List.of(List.copyOf(dimensions.keySet())));
    directive.put("Metrics", definitions);
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("_aws", ordered("Timestamp", timestamp, "CloudWatchMetrics", List.of(directive)));
    line.putAll(dimensions);
    line.putAll(values);
    return line;
  }

  private static <V> Map<String, V> ordered(String first, V one, String second, V other) {
    Map<String, V> map = new LinkedHashMap<>();
    map.put(first, one);
    map.put(second, other);
    return map;
  }

  private static String unit(Measurements.Unit unit) {
    return switch (unit) {
      case COUNT -> "Count";
      case MILLISECONDS -> "Milliseconds";
      case PERCENT -> "Percent";
      case SECONDS -> "Seconds";
    };
  }

  private static Number number(double value) {
    if (value == Math.rint(value) && Math.abs(value) <= EXACT) {
      return (long) value;
    }
    return value;
  }

  /**
   * Names come from tags, which may be in any alphabet; the value of a dimension is plain ASCII.
   */
  private static String accepted(String value) {
    String ascii = value.replaceAll("[^ -~]", "?");
    return ascii.length() > LONGEST_VALUE ? ascii.substring(0, LONGEST_VALUE) : ascii;
  }

  private static String json(Map<String, Object> line) {
    try {
      return JSON.std.asString(line);
    } catch (IOException e) {
      throw new UncheckedIOException("the metrics " + line.keySet() + " cannot be JSON", e);
    }
  }
}
