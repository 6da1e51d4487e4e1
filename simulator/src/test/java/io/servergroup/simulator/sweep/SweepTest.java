package io.servergroup.simulator.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Many hostile runs, and what is counted of them. */
final class SweepTest {
  @Test
  void whatComesOfARunDependsOnItsSeedAloneAndNotOnTheJobItWasMadeIn() {
    SweepReport alone = sweep(1, 40, FaultProfile.HARSH, 1);
    SweepReport together = sweep(1, 40, FaultProfile.HARSH, 3);

    assertEquals(alone.hashes(), together.hashes());
    assertEquals(alone.hash(), together.hash());
    assertEquals(alone.reached(), together.reached());
    assertEquals(40, Set.copyOf(alone.hashes()).size(), "every seed is another run");
  }

  @Test
  void harshRunsBreakNoRuleAndReachNothingThatNobodyKnows() {
    SweepReport report = sweep(5_001, 120, FaultProfile.HARSH, 2);

    assertEquals(List.of(), violations(report));
    Set<Point> unknown =
        report.reached().keySet().stream()
            .filter(point -> point.kind() != Point.Kind.ERROR && point.kind() != Point.Kind.OUTCOME)
            .collect(Collectors.toCollection(TreeSet::new));
    unknown.removeAll(Reachable.points(FaultProfile.HARSH));
    assertEquals(Set.of(), unknown, "add them to Reachable");
  }

  @ParameterizedTest
  @EnumSource(FaultKind.class)
  void eachFaultAloneBreaksNoRule(FaultKind kind) {
    SweepReport report = sweep(1, 6, FaultProfile.alone(kind), 2);

    assertEquals(List.of(), violations(report));
    assertTrue(
        report.failures().stream()
            .flatMap(failure -> failure.faults().stream())
            .allMatch(fault -> fault.kind() == kind));
  }

  @Test
  void withoutFaultsEveryRolloutThatStartsComesToAnEndThatItsInputExplains() {
    SweepReport report = sweep(1, 40, FaultProfile.NONE, 2);

    assertEquals(List.of(), violations(report));
    assertEquals(0, report.faults());
    Set<String> endings =
        report.reached().keySet().stream()
            .filter(point -> point.kind() == Point.Kind.ENDING)
            .map(Point::name)
            .collect(Collectors.toCollection(TreeSet::new));
    // A person may say no at a checkpoint; a template without a new image has no version 2.
    endings.removeAll(Set.of("SUCCEEDED", "Rollout.Stopped.Operator", "Rollout.Refused"));
    assertEquals(Set.of(), endings);
  }

  @Test
  void aFaultLeftOutIsAnotherRun() {
    RunResult whole = run(RunRequest.of(7, FaultProfile.HARSH));
    RunResult same = run(whole.request().withOnly(new TreeSet<>(whole.faults())));
    RunResult less = run(whole.request().withOnly(new TreeSet<>(whole.faults().subList(1, 2))));

    assertEquals(whole.hash(), same.hash());
    assertEquals(whole.faults(), same.faults());
    assertNotEquals(whole.hash(), less.hash());
  }

  private static SweepReport sweep(long first, int seeds, FaultProfile profile, int jobs) {
    return new Sweep(first, seeds, profile, jobs).run(result -> {});
  }

  private static RunResult run(RunRequest request) {
    return Sweep.single(request, entry -> {});
  }

  private static List<String> violations(SweepReport report) {
    return report.failures().stream()
        .map(failure -> failure.request().seed() + ": " + failure.violations())
        .toList();
  }
}
