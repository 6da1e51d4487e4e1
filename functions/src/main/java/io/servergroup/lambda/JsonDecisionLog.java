package io.servergroup.lambda;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Writes each decision as one line of JSON, which CloudWatch Logs Insights takes apart. {@code
 * timestamp} and {@code level} have the names and forms by which Lambda filters a log.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-log-level.html">log-level
 *     filtering</a>
 */
final class JsonDecisionLog implements DecisionLog {
  private final Consumer<String> lines;
  private final InstantSource clock;
  private final String function;

  /**
   * @param function the name of the function that decides
   */
  JsonDecisionLog(Consumer<String> lines, InstantSource clock, String function) {
    this.lines = lines;
    this.clock = clock;
    this.function = function;
  }

  @Override
  public void write(String decision, Map<String, ?> fields) {
    Object outcome = fields.get("outcome");
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("timestamp", clock.instant().truncatedTo(ChronoUnit.MILLIS).toString());
    line.put("level", Level.of(decision, outcome == null ? "" : outcome.toString()).name());
    line.put("function", function);
    line.put("decision", decision);
    line.putAll(fields);
    try {
      lines.accept(JSON.std.asString(line));
    } catch (IOException e) {
      throw new UncheckedIOException("decision '" + decision + "' cannot be written as JSON", e);
    }
  }
}
