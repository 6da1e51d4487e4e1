package io.servergroup.cli.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.simulator.kernel.TraceEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class HappeningsTest {
  private static final String OLD_OF_SERVER_1 = "i-000000000000000a1";

  private final Happenings happenings = new Happenings(false);

  @Test
  void aLineNamesTheServerItIsAbout() {
    assertEquals(
        "1:00:02.500  server 1     ec2           i-000000000000000a1: terminated",
        line(Duration.ofMillis(3_602_500), OptionalInt.of(1), "ec2").orElseThrow().text());
  }

  @Test
  void whatHappenedBeforeTheStartHasAMinus() {
    assertEquals(
        "-0:01:30.000               ec2           i-000000000000000a1: terminated",
        line(Duration.ofSeconds(-90), OptionalInt.empty(), "ec2").orElseThrow().text());
  }

  @Test
  void aBatchIsAnnouncedWithItsServers() {
    assertEquals(
        "0:00:00.000  batch 2 replaces server 1",
        happenings.batch(Duration.ZERO, 2, List.of(1)).text());
  }

  @Test
  void theInsidesOfTheControlPlaneAreForWhoAsksForThem() {
    for (String source : List.of("api", "lambda", "events", "decision")) {
      assertEquals(Optional.empty(), line(Duration.ZERO, OptionalInt.empty(), source), source);
    }
  }

  @Test
  void faultsStandOut() {
    Line fault = line(Duration.ZERO, OptionalInt.empty(), "fault").orElseThrow();

    assertTrue(fault.render(true).contains("\u001b[1;31mterminated\u001b[0m"), fault.render(true));
  }

  @Test
  void whatPeopleDoAndBrokenRulesStandOutToo() {
    Line operator = line(Duration.ZERO, OptionalInt.empty(), "operator").orElseThrow();
    Line violation = line(Duration.ZERO, OptionalInt.empty(), "violation").orElseThrow();

    assertTrue(operator.render(true).contains("\u001b[36mterminated"), operator.render(true));
    assertTrue(violation.render(true).contains("\u001b[1;31mterminated"), violation.render(true));
  }

  @Test
  void whereNoServerIsKnownNoRoomIsLeftForItAndLongTextsAreCutUnlessDetailsAreAskedFor() {
    TraceEntry entry = new TraceEntry(Instant.EPOCH, "violation", "", "x".repeat(500));

    String line = happenings.line(Duration.ofSeconds(1), entry).orElseThrow().text();
    String whole = new Happenings(true).line(Duration.ofSeconds(1), entry).orElseThrow().text();

    assertEquals("0:00:01.000  violation     " + "x".repeat(157) + "...", line);
    assertEquals("0:00:01.000  violation     " + "x".repeat(500), whole);
    assertEquals(
        Optional.empty(),
        happenings.line(Duration.ZERO, new TraceEntry(Instant.EPOCH, "api", "a", "b")));
  }

  private Optional<Line> line(Duration since, OptionalInt server, String source) {
    return happenings.line(
        since, server, new TraceEntry(Instant.EPOCH, source, OLD_OF_SERVER_1, "terminated"));
  }
}
