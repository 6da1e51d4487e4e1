package io.servergroup.simulator.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.simulator.rehearsal.RehearsalOptions.LoadBalancerKind;
import io.servergroup.simulator.rehearsal.RehearsalReport.ServerRow;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** A rehearsal asks its rollout for what it was asked for, and knows how that has to end. */
class RehearsedInputTest {
  private static final OptionalInt NEVER = OptionalInt.empty();
  private static final Duration SOON = Duration.ofSeconds(60);

  @Test
  void onlyTheServersAskedForAreReplaced() {
    RehearsalReport report = good(5, Map.of("servers", "1,3"), Incidents.NONE);

    assertEquals(List.of(1, 3), replaced(report));
    assertEquals(2, report.replaced());
  }

  @Test
  void withoutANewImageReplaceAllBringsANewInstanceOfTheSameVersionToEveryServer() {
    RehearsalReport report = good(3, Map.of("replaceAll", true), Incidents.NONE);

    assertEquals(List.of(0, 1, 2), replaced(report));
    assertEquals(3, report.replaced());
    assertEquals(0, report.takenBack());
    report.serverTable().forEach(row -> assertEquals(row.versionBefore(), row.version()));
  }

  @Test
  void aRolloutThatIsCancelledAndBegunAnewIsNoFasterThanOneThatIsNot() {
    RehearsalReport whole = good(3, Map.of(), Incidents.NONE);
    RehearsalReport cancelled =
        good(3, Map.of(), new Incidents(NEVER, NEVER, OptionalInt.of(2), SOON));

    assertEquals(2, cancelled.rollouts());
    assertTrue(
        cancelled.virtualSeconds() >= whole.virtualSeconds(),
        () -> cancelled.virtualSeconds() + " against " + whole.virtualSeconds());
  }

  @Test
  void aVersionAskedForByNumberIsRolledToThoughTheGroupsNameTheOldOne() {
    RehearsalReport report =
        good(3, Map.of("launchTemplateVersion", RehearsalOptions.NEW_VERSION), Incidents.NONE);

    assertEquals(3, report.replaced());
    assertTrue(report.idealSeconds() > 0, "the ideal run is told the version, too");
  }

  @Test
  void theTimeInWhichAPersonIsAwaitedIsCountedApart() {
    RehearsalReport report =
        good(
            4,
            Map.of("checkpoints", "canary,every-batch"),
            new Incidents(NEVER, NEVER, NEVER, Duration.ofMinutes(20)));

    assertEquals(3, report.questions().asked());
    assertTrue(
        report.questions().awaitedSeconds() > 3600 && report.questions().awaitedSeconds() < 3620,
        () -> report.questions().toString());
    double own = report.virtualSeconds() - report.questions().awaitedSeconds();
    assertTrue(own < 1.3 * report.idealSeconds(), () -> own + " of " + report.idealSeconds());
  }

  @Test
  void bakingIsPartOfTheIdeal() {
    RehearsalReport report = good(3, Map.of("bakeSeconds", 600), Incidents.NONE);

    assertTrue(report.idealSeconds() > 1800, () -> "ideal " + report.idealSeconds());
    assertTrue(report.virtualSeconds() < 1.2 * report.idealSeconds(), "the rest is overhead");
  }

  @Test
  void theClusterIsOldEnoughForTheUptimeAskedFor() {
    RehearsalReport report = good(2, Map.of("minUptimeSeconds", 600), Incidents.NONE);

    assertTrue(report.idealSeconds() > 1200, () -> "ideal " + report.idealSeconds());
    assertTrue(report.virtualSeconds() < 1.2 * report.idealSeconds(), "the rest is overhead");
  }

  @Test
  void anAlarmDoesNotGoOffOnTheWayBack() {
    RehearsalReport report =
        good(
            4,
            Map.of("onFailure", "rollback", "batchTimeoutMinutes", 10),
            new Incidents(OptionalInt.of(0), OptionalInt.of(2), NEVER, SOON));

    assertEquals("Rollout.RolledBack", report.error());
  }

  @Test
  void aQuestionThatNobodyAnswersInTimeEndsTheRollout() {
    RehearsalReport report =
        good(
            3,
            Map.of("checkpoints", "50%", "checkpointTimeoutMinutes", 5),
            new Incidents(NEVER, NEVER, NEVER, Duration.ofMinutes(5)));

    assertEquals("Rollout.Stopped.Timeout", report.error());
    assertEquals(2, report.replaced());
    assertEquals(300, report.questions().awaitedSeconds(), 5);
  }

  @Test
  void anAlarmStopsTheRolloutAfterItsBatchAndIsQuietAgainAtTheEnd() {
    RehearsalReport report = good(4, Map.of(), alarmAt(2));

    assertEquals("Rollout.Stopped.Alarm", report.error());
    assertEquals(2, report.batches());
    assertEquals(2, report.replaced());
  }

  @Test
  void anAlarmWithRollbackTakesEveryReplacedServerBack() {
    RehearsalReport report = good(4, Map.of("onFailure", "rollback"), alarmAt(2));

    assertEquals("Rollout.RolledBack", report.error());
    assertEquals(2, report.takenBack());
    assertEquals(0, report.replaced());
    report.serverTable().forEach(row -> assertEquals(row.versionBefore(), row.version()));
  }

  @Test
  void aServerThatNeverBootsWithRollbackIsTakenBackWithTheOthers() {
    RehearsalReport report =
        good(
            3,
            Map.of("onFailure", "ROLLBACK", "batchTimeoutMinutes", 10),
            Incidents.ofBoot(OptionalInt.of(1)));

    assertEquals("Rollout.RolledBack", report.error());
    assertEquals(2, report.takenBack());
  }

  @Test
  void whereOldAndNewAreOneVersionABrokenServerCanNotBeTakenBack() {
    RehearsalReport report =
        good(
            2,
            Map.of("onFailure", "ROLLBACK", "replaceAll", true, "batchTimeoutMinutes", 10),
            Incidents.ofBoot(OptionalInt.of(1)));

    assertEquals("Rollout.RollbackFailed", report.error());
  }

  @Test
  void aServerThatIsNotAskedForCanNotFailTheRollout() {
    RehearsalReport report = good(3, Map.of("servers", "0"), Incidents.ofBoot(OptionalInt.of(1)));

    assertEquals("SUCCEEDED", report.outcome());
  }

  @Test
  void afterSomebodyStoppedItAnotherRolloutGoesOnWithTheServersLeft() {
    RehearsalReport report =
        good(4, Map.of(), new Incidents(NEVER, NEVER, OptionalInt.of(3), SOON));

    assertEquals("SUCCEEDED", report.outcome());
    assertEquals(2, report.rollouts());
    assertEquals(4, report.replaced());
    assertTrue(report.batches() <= 4, () -> "batches " + report.batches());
  }

  @Test
  void aRehearsalThatEndsOtherwiseIsNotGood() {
    RehearsalReport report = rehearse(2, Map.of("batchTimeoutMinutes", 1), Incidents.NONE);

    assertEquals("FAILED", report.outcome());
    assertEquals("SUCCEEDED", report.expected().outcome());
    assertTrue(!report.good(), "nobody asked for a failure");
  }

  private static Incidents alarmAt(int batch) {
    return new Incidents(NEVER, OptionalInt.of(batch), NEVER, SOON);
  }

  private static RehearsalReport good(int servers, Map<String, Object> input, Incidents incidents) {
    RehearsalReport report = rehearse(servers, input, incidents);
    assertEquals(List.of(), report.violations());
    assertTrue(
        report.good(),
        () -> report.expected().words() + ", but " + report.outcome() + ": " + report.reason());
    return report;
  }

  private static RehearsalReport rehearse(
      int servers, Map<String, Object> input, Incidents incidents) {
    return new SimulatedRehearsal()
        .run(
            new RehearsalOptions(
                servers,
                input,
                7,
                LoadBalancerKind.TARGET_GROUP,
                Topology.GROUP_PER_SERVER,
                incidents),
            RehearsalObserver.NONE);
  }

  private static List<Integer> replaced(RehearsalReport report) {
    return report.serverTable().stream()
        .filter(row -> !row.instance().equals(row.instanceBefore()))
        .map(ServerRow::server)
        .toList();
  }
}
