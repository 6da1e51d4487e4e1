package io.servergroup.checker.answer;

import io.servergroup.checker.check.Outcome;
import io.servergroup.checker.config.LogLevel;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Logs what changes, and only that: a load balancer asks every few seconds, for years. */
public final class Changes {
  private final Log log;
  private final Map<String, Since> states = new HashMap<>();
  private boolean draining;

  private record Since(Outcome outcome, long nanos) {}

  /** Where lines go. */
  @FunctionalInterface
  public interface Log {
    void line(LogLevel level, String text);
  }

  public Changes(Log log) {
    this.log = log;
  }

  /** Notes the result of a run. */
  public synchronized void ended(Result result) {
    Outcome now = result.outcome();
    String name = result.check().name();
    Since before = states.get(name);
    if (before == null || before.outcome().status() != now.status()) {
      String was =
          before == null
              ? ""
              : ", which it did not for %d s"
                  .formatted(Duration.ofNanos(result.endedNanos() - before.nanos()).toSeconds());
      log.line(
          now.status() == Outcome.Status.HEALTHY ? LogLevel.INFO : LogLevel.WARNING,
          "check %s %s%s: %s".formatted(name, words(now), was, now.message()));
      states.put(name, new Since(now, result.endedNanos()));
    } else if (!before.outcome().message().equals(now.message())) {
      log.line(LogLevel.DEBUG, "check %s still %s: %s".formatted(name, words(now), now.message()));
      states.put(name, new Since(now, before.nanos()));
    }
  }

  private static String words(Outcome outcome) {
    return switch (outcome.status()) {
      case HEALTHY -> "passes";
      case WARNING -> "passes with a warning";
      case UNHEALTHY -> "fails";
    };
  }

  /** Notes whether the drain file is there; returns the same. */
  public synchronized boolean draining(boolean now) {
    if (now != draining) {
      draining = now;
      log.line(LogLevel.INFO, now ? "draining" : "no longer draining");
    }
    return now;
  }
}
