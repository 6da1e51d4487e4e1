package io.servergroup.simulator.sweep;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What came of one hostile run.
 *
 * @param hash of everything that happened; the same for every run of one request; empty when the
 *     run came to no end
 * @param servers how many the cluster had
 * @param events how many events the simulation had
 * @param virtual how much virtual time passed
 * @param faults what went wrong on purpose, in order
 * @param endings how its rollouts ended, such as {@code SUCCEEDED} or an error's name, in order
 * @param lowestHealthy the least number of servers that were healthy at any moment from the start
 *     of the first rollout to the end of the last one that people started, whoever was the cause;
 *     empty when no rollout came to its end
 * @param violations the rules that were broken; empty when all is well
 * @param reached how often everything was reached that {@link Coverage} counts
 */
public record RunResult(
    RunRequest request,
    String hash,
    int servers,
    long events,
    Duration virtual,
    List<Fault> faults,
    List<String> endings,
    OptionalInt lowestHealthy,
    List<String> violations,
    Map<Point, Long> reached) {
  public RunResult {
    faults = List.copyOf(faults);
    endings = List.copyOf(endings);
    violations = List.copyOf(violations);
  }

  /** A run that came to no end because the simulation, or the code in it, threw something. */
  static RunResult broken(RunRequest request, int servers, List<Fault> faults, Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String where = root.getStackTrace().length == 0 ? "" : " at " + root.getStackTrace()[0];
    return new RunResult(
        request,
        "",
        servers,
        0,
        Duration.ZERO,
        faults,
        List.of(),
        OptionalInt.empty(),
        List.of("the run itself failed: %s; because of %s%s".formatted(thrown, root, where)),
        Map.of());
  }

  /** Whether no rule was broken. */
  public boolean good() {
    return violations.isEmpty();
  }
}
