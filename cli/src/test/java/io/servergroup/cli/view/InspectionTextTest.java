package io.servergroup.cli.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.group.DnsName;
import io.servergroup.group.FindingKind;
import io.servergroup.group.Instance;
import io.servergroup.group.LifecycleState;
import io.servergroup.group.NetworkInterface;
import io.servergroup.group.Slot;
import io.servergroup.identity.AddressRecord;
import io.servergroup.identity.IdentityFinding;
import io.servergroup.identity.InstanceFacts;
import io.servergroup.identity.Inspection;
import io.servergroup.identity.ServerIdentity;
import io.servergroup.identity.ServerIdentity.RecordState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class InspectionTextTest {
  private static final Inspection MIXED =
      new Inspection(
          "tools",
          Instant.parse("2026-01-01T12:00:00Z"),
          true,
          List.of(
              server(OptionalInt.of(0), Optional.of(InstanceFacts.State.SHUTTING_DOWN), true),
              server(OptionalInt.empty(), Optional.empty(), false)),
          List.of(
              new IdentityFinding(
                  FindingKind.MISSING,
                  "i-unnumbered",
                  OptionalInt.empty(),
                  "it has nothing; give it something")));

  @Test
  void whatIsUnusualIsShownWhereOneLooksForTheUsual() {
    assertEquals(
        """
        Server group tools  read 2026-01-01T12:00:00Z

        Servers
          server  group    instance      state                           identity
          0       tools-0  i-0           InService (EC2: shutting-down)  in transition
          ?       several  i-unnumbered  InService (EC2: unknown)        see below

        Network interfaces
          server  interface  zone        address   Elastic IP
          0       eni-0      eu-west-1a  10.0.0.4  198.51.100.7

        Names
          server  DNS name         record   says
          0       0.tools.example  special  an alias of lb.example

        MISSING
          i-unnumbered
            it has nothing; give it something

        NOT IN ORDER: 1 of 2 servers; 1 missing; 1 in transition
        """,
        text(InspectionText.lines(MIXED, 80, UnaryOperator.identity())));
  }

  @Test
  void textsAreBrokenBetweenWordsAndRowsAreCutSoThatNothingWraps() {
    List<Line> lines = InspectionText.lines(MIXED, 30, row -> row.fit(30, "..."));

    assertTrue(text(lines).contains("\n    it has nothing; give it\n    something\n"), text(lines));
    assertTrue(text(lines).contains("\n  0       tools-0  i-0     ...\n"), text(lines));
  }

  @Test
  void colourIsOnlyMeaningAndNeverText() {
    String painted =
        InspectionText.lines(MIXED, 80, UnaryOperator.identity()).stream()
            .map(line -> line.render(true))
            .collect(Collectors.joining("\n"));

    assertTrue(painted.contains("\u001b[1;31mNOT IN ORDER\u001b[0m"), painted);
  }

  private static ServerIdentity server(
      OptionalInt index, Optional<InstanceFacts.State> ec2State, boolean inTransition) {
    boolean numbered = index.isPresent();
    return new ServerIdentity(
        index,
        Optional.of(numbered ? "tools-" + index.getAsInt() : "several"),
        Optional.of(
            new Instance(
                numbered ? "i-" + index.getAsInt() : "i-unnumbered",
                "eu-west-1a",
                LifecycleState.IN_SERVICE,
                true,
                Optional.empty())),
        ec2State,
        numbered ? Optional.of(slot(index.getAsInt())) : Optional.empty(),
        numbered ? Optional.of(AddressRecord.special("an alias of lb.example")) : Optional.empty(),
        numbered ? RecordState.SPECIAL : RecordState.NOT_WANTED,
        inTransition);
  }

  private static Slot slot(int index) {
    return new Slot(
        index,
        new NetworkInterface(
            "eni-" + index,
            "vpc-1",
            "subnet-1",
            "eu-west-1a",
            "10.0.0.4",
            Optional.of("198.51.100.7"),
            "available",
            Optional.empty()),
        List.of(),
        Optional.of(new DnsName("Z1", index + ".tools.example", Duration.ofMinutes(1))));
  }

  private static String text(List<Line> lines) {
    return lines.stream().map(line -> line.text() + "\n").collect(Collectors.joining());
  }
}
