package io.servergroup.lambda;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Writes each decision as one line of JSON, which CloudWatch Logs Insights takes apart. */
final class JsonDecisionLog implements DecisionLog {
  private final Consumer<String> lines;

  JsonDecisionLog(Consumer<String> lines) {
    this.lines = lines;
  }

  @Override
  public void write(String decision, Map<String, ?> fields) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("decision", decision);
    line.putAll(fields);
    try {
      lines.accept(JSON.std.asString(line));
    } catch (IOException e) {
      throw new UncheckedIOException("decision '" + decision + "' cannot be written as JSON", e);
    }
  }
}
