package io.servergroup.cli.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.cli.ScriptedRehearsal;
import io.servergroup.simulator.rehearsal.RehearsalOptions;
import io.servergroup.simulator.rehearsal.RehearsalOptions.LoadBalancerKind;
import io.servergroup.simulator.rehearsal.RehearsalReport;
import io.servergroup.simulator.rehearsal.RehearsalReport.ServerRow;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ReportTextTest {
  @Test
  void onATerminalOfEightyColumnsNoLineIsBrokenByTheTerminal() {
    for (Line line : ReportText.lines(report(2), options(2), "./rollout rehearse --seed 42", 80)) {
      assertTrue(line.width() <= 80, line.text());
    }
  }

  @Test
  void aGoodReportTellsWhatChangedAndWhatDidNot() {
    assertEquals(
        """

        SUCCEEDED  All servers run the new version.

          servers            2 behind a classic load balancer and a target group; 2 replaced
          batches            2 of at most 1 server
          time               24.0 virtual minutes; ideal 21.7, ratio 1.11
          lowest health      1 healthy; the rollout itself must not go below 1
          transitions        1,234, $0.0309
          history events     143 in the rollout's execution, at most 88 in a batch's; AWS allows 25,000
          functions invoked  97
                                 90  CheckServers
                                  7  NextBatch
          calls to AWS       1,202
                                  2  autoscaling:TerminateInstanceInAutoScalingGroup
                              1,200  ec2:DescribeInstances
          Lambda             18.5 GB-seconds
          cost               $0.0311: $0.0309 for transitions, $0.0003 for Lambda, $0.0000 for all else;
                             prices of us-east-1
          of one replacement 617 transitions, 48.5 invocations, 9.3 GB-seconds, 601 calls, $0.0156

        Instances  2 of 2 new
          server  zone        instance before      instance now         version  state
          0       us-east-1a  i-000000000000000a0  i-00000000000000b00  1 -> 2   InService
          1       us-east-1b  i-000000000000000a1  i-00000000000000b01  1 -> 2   InService

        Identities  2 of 2 kept
          server  before     now        DNS name             resolves to
          0       10.0.0.10  10.0.0.10  0.tools.example.com  10.0.0.10    kept
          1       10.0.1.10  10.0.1.10  1.tools.example.com  10.0.1.10    kept

          trace hash         0123456789abcdef with seed 42
          run it again       ./rollout rehearse

        SUCCEEDED after 24.0 virtual minutes; 2 of 2 servers replaced; lowest health 1, floor 1; seed 42
        """,
        text(ReportText.lines(report(2), options(2), "./rollout rehearse", 96)));
  }

  @Test
  void anIdentityThatWasLostIsNamed() {
    ServerRow row = report(1).serverTable().getFirst();
    ServerRow moved =
        new ServerRow(
            row.server(),
            row.zone(),
            row.instanceBefore(),
            row.instance(),
            row.versionBefore(),
            row.version(),
            row.addressBefore(),
            "10.0.0.99",
            row.dnsName(),
            row.recordValue(),
            row.state());

    String text = text(ServerTables.lines(List.of(moved), 96));

    assertTrue(text.contains("Identities  0 of 1 kept"), text);
    assertTrue(text.contains("10.0.0.99  0.tools.example.com  10.0.0.10    CHANGED"), text);
  }

  @Test
  void whereServersHaveNoIdentitiesNoneIsShown() {
    ServerRow row = report(1).serverTable().getFirst();
    ServerRow without =
        new ServerRow(
            row.server(),
            row.zone(),
            row.instanceBefore(),
            row.instance(),
            row.versionBefore(),
            row.version(),
            "",
            "",
            "",
            "",
            row.state());

    String text = text(ServerTables.lines(List.of(without), 96));

    assertTrue(text.contains("Instances  1 of 1 new"), text);
    assertFalse(text.contains("Identities"), text);
  }

  @Test
  void aLargeClusterIsCutShortButSaysSo() {
    String text = text(ServerTables.lines(report(1000).serverTable(), 96));

    assertTrue(text.contains("... and 976 more; --json has all"), text);
  }

  @Test
  void theCommandThatRepeatsARehearsalSpellsOutEverything() {
    assertEquals(
        "/opt/tools/rollout rehearse --servers 3 --batch-size 50% --elb target-group"
            + " --boot-failure-at 1 --seed 9",
        Replay.command(
            "/opt/tools/rollout",
            new RehearsalOptions(3, "50%", 9, LoadBalancerKind.TARGET_GROUP, OptionalInt.of(1))));
  }

  @Test
  void textFromOutsideCannotMoveTheCursor() {
    assertEquals(" [2J x", Line.of("\u001b[2J\nx").text());
  }

  private static RehearsalReport report(int servers) {
    return new ScriptedRehearsal(List.of()).report(options(servers));
  }

  private static RehearsalOptions options(int servers) {
    return new RehearsalOptions(servers, "1", 42, LoadBalancerKind.BOTH, OptionalInt.empty());
  }

  private static String text(List<Line> lines) {
    // Only the empty last cell of a header leaves blanks at the end of a line.
    return lines.stream()
        .map(line -> line.text().stripTrailing() + "\n")
        .collect(Collectors.joining());
  }
}
