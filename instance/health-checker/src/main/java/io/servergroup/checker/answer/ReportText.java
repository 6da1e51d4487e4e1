package io.servergroup.checker.answer;

import io.servergroup.checker.check.Outcome;
import java.util.Locale;
import java.util.stream.Collectors;

/** Bodies of answers. */
public final class ReportText {
  private ReportText() {}

  /** JSON, a check a line, so that people can read it, too. */
  public static String json(Report report) {
    String checks =
        report.checks().stream().map(ReportText::json).collect(Collectors.joining(",\n", "\n", ""));
    return "{\"endpoint\":\"%s\",\"status\":\"%s\",\"durationMs\":%d,\"checks\":[%s]}\n"
        .formatted(
            report.endpoint().text(),
            report.status().name().toLowerCase(Locale.ROOT),
            report.took().toMillis(),
            report.checks().isEmpty() ? "" : checks);
  }

  /** What the health checker of Gruntwork says, which tells nothing of the checks. */
  public static String plain(Report report) {
    return switch (report.status()) {
      case HEALTHY -> "OK";
      case UNHEALTHY -> "At least one health check failed";
      case DRAINING -> "Draining";
    };
  }

  private static String json(Report.Line line) {
    Result result = line.result();
    Outcome outcome = result.outcome();
    return "{\"name\":%s,\"kind\":%s,\"target\":%s,\"for\":%s,\"status\":%s,\"durationMs\":%d,\"ageMs\":%d,\"message\":%s}"
        .formatted(
            quoted(result.check().name()),
            quoted(result.check().target().kind()),
            quoted(result.check().target().text()),
            quoted(result.check().scope().text()),
            quoted(outcome.status().text()),
            result.took().toMillis(),
            line.age().toMillis(),
            quoted(outcome.message()));
  }

  private static String quoted(String text) {
    StringBuilder json = new StringBuilder("\"");
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
    return json.append('"').toString();
  }
}
