package io.servergroup.cli.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.cli.ScriptedRehearsal;
import io.servergroup.simulator.kernel.TraceEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HappeningsTest {
  private static final String OLD_OF_SERVER_1 = "i-000000000000000a1";

  private final Happenings happenings = new Happenings(false);

  @Test
  void anInstanceThatIsGoneStillBelongsToItsServer() {
    happenings.learn(ScriptedRehearsal.picture(Duration.ZERO, "Prepare", 0, -1, "", 3));
    happenings.learn(ScriptedRehearsal.picture(Duration.ZERO, "Done", 4, -1, "", 3));

    assertEquals(
        "1:00:02.500  server 1     ec2           i-000000000000000a1: terminated",
        text(Duration.ofMillis(3_602_500), "ec2"));
  }

  @Test
  void whatHappenedBeforeTheStartHasAMinus() {
    assertEquals(
        "-0:01:30.000               ec2           i-000000000000000a1: terminated",
        text(Duration.ofSeconds(-90), "ec2"));
  }

  @Test
  void aBatchIsAnnouncedOnce() {
    var progress = ScriptedRehearsal.picture(Duration.ZERO, "Waiting", 2, 1, "Pending:Wait", 3);

    assertEquals(
        Optional.of("0:00:00.000  batch 2 replaces server 1"),
        happenings.batch(progress).map(Line::text));
    assertEquals(Optional.empty(), happenings.batch(progress));
  }

  @Test
  void faultsStandOut() {
    Line fault = line(Duration.ZERO, "fault");

    assertTrue(fault.render(true).contains("\u001b[1;31mterminated\u001b[0m"), fault.render(true));
  }

  private String text(Duration since, String source) {
    return line(since, source).text();
  }

  private Line line(Duration since, String source) {
    return happenings
        .line(since, new TraceEntry(Instant.EPOCH, source, OLD_OF_SERVER_1, "terminated"))
        .orElseThrow();
  }
}
