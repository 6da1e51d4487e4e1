package io.servergroup.simulator.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.simulator.rehearsal.RehearsalOptions.LoadBalancerKind;
import io.servergroup.simulator.rehearsal.RehearsalReport.ServerRow;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RehearsalTest {
  @ParameterizedTest
  @EnumSource
  void aRolloutReplacesEveryServerAndKeepsEveryAddress(LoadBalancerKind kind) {
    RehearsalReport report = rehearse(new RehearsalOptions(6, "2", 7, kind, OptionalInt.empty()));

    assertEquals(List.of(), report.violations());
    assertEquals("SUCCEEDED", report.outcome(), report::reason);
    assertEquals(6, report.replaced());
    assertEquals(4, report.batches());
    assertTrue(report.minHealthy() >= 4, () -> "minHealthy " + report.minHealthy());
    for (ServerRow row : report.serverTable()) {
      assertNotEquals(row.instanceBefore(), row.instance(), () -> "instance of " + row);
      assertEquals(row.addressBefore(), row.address(), () -> "address of " + row);
      assertEquals(row.addressBefore(), row.recordValue(), () -> "record of " + row);
    }
  }

  /** Both times are virtual: the same seed gives the same ratio on every machine. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void waitingAndReactingTakeAtMostAFewPercentOfARollout(long seed) {
    RehearsalReport report =
        rehearse(new RehearsalOptions(6, "1", seed, LoadBalancerKind.BOTH, OptionalInt.empty()));

    double ratio = report.virtualSeconds() / report.idealSeconds();
    assertTrue(ratio <= 1.05, () -> "virtual / ideal is " + ratio);
  }

  @Test
  void aServerThatNeverBootsStopsTheRolloutAndTheGroupHealsByItself() {
    RehearsalReport report =
        rehearse(new RehearsalOptions(6, "2", 7, LoadBalancerKind.BOTH, OptionalInt.of(0)));

    assertEquals(List.of(), report.violations());
    assertEquals("FAILED", report.outcome());
    assertTrue(report.good());
    assertTrue(
        report.reason().matches("(?s)Rollout\\.Stopped\\.Timeout: .*server 0: .* says of i-.*"),
        report::reason);
    assertTrue(report.healedAfterSeconds().isPresent());
    assertEquals(1, report.batches());
    long untouched =
        report.serverTable().stream()
            .filter(row -> row.instanceBefore().equals(row.instance()))
            .count();
    assertEquals(5, untouched, "servers that no batch reached keep their instances");
    for (ServerRow row : report.serverTable()) {
      assertEquals(row.addressBefore(), row.recordValue(), () -> "record of " + row);
    }
  }

  @Test
  void aClusterOfSharedGroupsIsRehearsedLikeAnyOther() {
    RehearsalReport report = rehearse(sharedGroups(OptionalInt.empty()));

    assertEquals(List.of(), report.violations());
    assertEquals("SUCCEEDED", report.outcome(), report::reason);
    assertEquals(7, report.replaced());
    assertEquals(4, report.batches());
    assertTrue(report.minHealthy() >= 5, () -> "minHealthy " + report.minHealthy());
    assertTrue(report.idealSeconds() > 0, () -> "ideal " + report.idealSeconds());
    assertTrue(report.idealSeconds() < report.virtualSeconds());
    for (ServerRow row : report.serverTable()) {
      assertNotEquals(row.instanceBefore(), row.instance(), () -> "instance of " + row);
      assertEquals(row.addressBefore(), row.recordValue(), () -> "record of " + row);
    }
  }

  @Test
  void inASharedGroupOnlyTheChosenServerFailsToBoot() {
    RehearsalReport report = rehearse(sharedGroups(OptionalInt.of(4)));

    assertEquals(List.of(), report.violations());
    assertEquals("FAILED", report.outcome());
    assertTrue(
        report.reason().matches("(?s)Rollout\\.Stopped\\.Timeout: .*server 4: .* says of i-.*"),
        report::reason);
    assertTrue(report.healedAfterSeconds().isPresent());
    assertTrue(report.good());
  }

  /** Three zones: servers 0, 3 and 6 share a group, as do 1 and 4, and 2 and 5. */
  private static RehearsalOptions sharedGroups(OptionalInt bootFailureAt) {
    return new RehearsalOptions(
        7, "2", 7, LoadBalancerKind.BOTH, bootFailureAt, Topology.GROUP_PER_ZONE);
  }

  @Test
  void theIdealIsWhatIsLeftWithoutTheControlPlanesOwnTime() {
    RehearsalReport report =
        rehearse(new RehearsalOptions(6, "1", 7, LoadBalancerKind.BOTH, OptionalInt.empty()));

    assertTrue(report.idealSeconds() > 0, () -> "ideal " + report.idealSeconds());
    assertTrue(
        report.idealSeconds() < report.virtualSeconds(),
        () -> report.idealSeconds() + " against " + report.virtualSeconds());
  }

  private static RehearsalReport rehearse(RehearsalOptions options) {
    return new SimulatedRehearsal().run(options, RehearsalObserver.NONE);
  }
}
