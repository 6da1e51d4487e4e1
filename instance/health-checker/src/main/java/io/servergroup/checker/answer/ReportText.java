package io.servergroup.checker.answer;

import io.servergroup.checker.check.Check;
import java.util.Locale;

/** Bodies of answers. */
public final class ReportText {
  private ReportText() {}

  /**
   * JSON, a check a line, so that people can read it, too. Put together by hand: it is made for
   * every request, and formats are most of what a request costs.
   */
  public static String json(Report report) {
    StringBuilder json = new StringBuilder(512);
    json.append("{\"endpoint\":\"").append(report.endpoint().text());
    json.append("\",\"status\":\"").append(report.status().name().toLowerCase(Locale.ROOT));
    json.append("\",\"durationMs\":").append(report.took().toMillis()).append(",\"checks\":[");
    String separator = "\n";
    for (Report.Line line : report.checks()) {
      json.append(separator);
      append(line, json);
      separator = ",\n";
    }
    return json.append("]}\n").toString();
  }

  /** What the health checker of Gruntwork says, which tells nothing of the checks. */
  public static String plain(Report report) {
    return switch (report.status()) {
      case HEALTHY -> "OK";
      case UNHEALTHY -> "At least one health check failed";
      case DRAINING -> "Draining";
    };
  }

  private static void append(Report.Line line, StringBuilder json) {
    Result result = line.result();
    Check check = result.check();
    json.append("{\"name\":");
    quote(check.name(), json);
    json.append(",\"kind\":");
    quote(check.target().kind(), json);
    json.append(",\"target\":");
    quote(check.target().text(), json);
    json.append(",\"for\":");
    quote(check.scope().text(), json);
    json.append(",\"status\":");
    quote(result.outcome().status().text(), json);
    json.append(",\"durationMs\":").append(result.took().toMillis());
    json.append(",\"ageMs\":").append(line.age().toMillis());
    json.append(",\"message\":");
    quote(result.outcome().message(), json);
    json.append('}');
  }

  private static void quote(String text, StringBuilder json) {
    json.append('"');
    for (int i = 0; i < text.length(); i++) {
      char next = text.charAt(i);
      if (next == '"' || next == '\\') {
        json.append('\\').append(next);
      } else if (next < ' ' || Character.isSurrogate(next)) {
        json.append("\\u%04x".formatted((int) next));
      } else {
        json.append(next);
      }
    }
    json.append('"');
  }
}
