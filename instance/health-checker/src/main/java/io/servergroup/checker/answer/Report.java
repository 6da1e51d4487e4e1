package io.servergroup.checker.answer;

import io.servergroup.checker.check.Scope;
import java.time.Duration;
import java.util.List;

/**
 * The answer of an endpoint.
 *
 * @param endpoint {@link Scope#READY} for everything
 * @param took from the question to the answer
 * @param checks empty while draining
 */
public record Report(Scope endpoint, Status status, Duration took, List<Line> checks) {
  public enum Status {
    HEALTHY,
    UNHEALTHY,
    DRAINING
  }

  /**
   * What one check says.
   *
   * @param age how long before the question its run ended; zero when it was run for it
   */
  public record Line(Result result, Duration age) {}

  public Report {
    checks = List.copyOf(checks);
  }

  public boolean healthy() {
    return status == Status.HEALTHY;
  }
}
