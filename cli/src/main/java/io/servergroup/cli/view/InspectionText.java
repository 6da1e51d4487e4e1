package io.servergroup.cli.view;

import io.servergroup.group.FindingKind;
import io.servergroup.group.Instance;
import io.servergroup.group.NetworkInterface;
import io.servergroup.group.Slot;
import io.servergroup.group.Volume;
import io.servergroup.identity.AddressRecord;
import io.servergroup.identity.IdentityFinding;
import io.servergroup.identity.InstanceFacts;
import io.servergroup.identity.Inspection;
import io.servergroup.identity.ServerIdentity;
import io.servergroup.identity.ServerIdentity.RecordState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The identities of a server group for people: who is there, what they have, what is wrong.
 *
 * <p>Several tables, because one with everything would not fit 80 columns.
 */
public final class InspectionText {
  private static final String NO_IDENTITIES = "; they have no identities, and need no hooks";

  private InspectionText() {}

  /**
   * Everything.
   *
   * @param width in columns, at which the texts of findings are broken
   * @param fit what is done to rows of tables, which are as wide as they have to be
   */
  public static List<Line> lines(Inspection inspection, int width, UnaryOperator<Line> fit) {
    List<Line> lines = new ArrayList<>();
    lines.add(
        Line.of(Style.STRONG, "Server group " + inspection.serverGroup())
            .and(Style.FAINT, "  read " + inspection.readAt()));
    List<ServerIdentity> holders =
        inspection.servers().stream().filter(server -> server.slot().isPresent()).toList();
    lines.addAll(section("Servers", servers(inspection), fit));
    lines.addAll(section("Network interfaces", interfaces(holders), fit));
    lines.addAll(section("Names", names(holders), fit));
    lines.addAll(section("Volumes", volumes(holders), fit));
    lines.addAll(findings(inspection, width));
    lines.add(Line.EMPTY);
    lines.add(summary(inspection));
    return lines;
  }

  /** A table under its title; nothing for a table without rows. */
  private static List<Line> section(String title, Table table, UnaryOperator<Line> fit) {
    List<Line> rows = table.lines();
    if (rows.size() == 1) {
      return List.of();
    }
    List<Line> lines = new ArrayList<>(List.of(Line.EMPTY, Line.of(Style.STRONG, title)));
    rows.forEach(row -> lines.add(fit.apply(row)));
    return lines;
  }

  private static Table servers(Inspection inspection) {
    Table table = new Table("  ", "server", "group", "instance", "state", "identity");
    for (ServerIdentity server : inspection.servers()) {
      table.row(
          number(server),
          Span.plain(server.autoScalingGroup().orElse("-")),
          Span.plain(server.instance().map(Instance::id).orElse("-")),
          Span.plain(state(server)),
          standing(inspection, server));
    }
    return table;
  }

  /** What EC2 says is shown where one would expect something else. */
  private static String state(ServerIdentity server) {
    if (server.instance().isEmpty()) {
      return "-";
    }
    String state = server.instance().get().state().text();
    return server.ec2State().filter(ec2 -> ec2 == InstanceFacts.State.RUNNING).isPresent()
        ? state
        : "%s (EC2: %s)"
            .formatted(state, server.ec2State().map(InspectionText::spelled).orElse("unknown"));
  }

  private static String spelled(InstanceFacts.State state) {
    return state.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Span standing(Inspection inspection, ServerIdentity server) {
    if (inspection.concerns(server)) {
      return new Span(Style.BAD, "see below");
    }
    if (server.inTransition()) {
      return new Span(Style.BUSY, "in transition");
    }
    return inspection.identities() ? new Span(Style.GOOD, "in order") : Span.plain("none");
  }

  private static Table interfaces(List<ServerIdentity> servers) {
    Table table = new Table("  ", "server", "interface", "zone", "address", "Elastic IP");
    for (ServerIdentity server : servers) {
      NetworkInterface eni = server.slot().orElseThrow().networkInterface();
      table.row(
          number(server),
          Span.plain(eni.id()),
          Span.plain(eni.zone()),
          Span.plain(eni.privateAddress()),
          Span.plain(eni.elasticAddress().orElse("-")));
    }
    return table;
  }

  private static Table names(List<ServerIdentity> servers) {
    Table table = new Table("  ", "server", "DNS name", "record", "says");
    for (ServerIdentity server : servers) {
      server
          .slot()
          .flatMap(Slot::dnsName)
          .ifPresent(
              name ->
                  table.row(
                      number(server),
                      Span.plain(name.name()),
                      record(server.recordState()),
                      Span.plain(server.record().map(InspectionText::says).orElse("-"))));
    }
    return table;
  }

  private static String says(AddressRecord record) {
    return record.isSpecial() ? record.special() : String.join(", ", record.addresses());
  }

  private static Span record(RecordState state) {
    return switch (state) {
      case NOT_WANTED -> Span.plain("-");
      case RIGHT -> new Span(Style.GOOD, "right");
      case MISSING -> new Span(Style.BAD, "missing");
      case DIFFERS -> new Span(Style.BAD, "differs");
      case SPECIAL -> new Span(Style.BAD, "special");
    };
  }

  private static Table volumes(List<ServerIdentity> servers) {
    Table table = new Table("  ", "server", "volume", "device", "state", "attached to");
    for (ServerIdentity server : servers) {
      for (Volume volume : server.slot().orElseThrow().volumes()) {
        table.row(
            number(server),
            Span.plain(volume.id()),
            Span.plain(volume.device()),
            Span.plain(volume.state()),
            Span.plain(volume.holder().orElse("-")));
      }
    }
    return table;
  }

  private static Span number(ServerIdentity server) {
    return Span.plain(server.index().isPresent() ? String.valueOf(server.index().getAsInt()) : "?");
  }

  private static List<Line> findings(Inspection inspection, int width) {
    List<Line> lines = new ArrayList<>();
    for (FindingKind kind : FindingKind.values()) {
      List<IdentityFinding> ofKind =
          inspection.findings().stream().filter(finding -> finding.kind() == kind).toList();
      if (!ofKind.isEmpty()) {
        lines.add(Line.EMPTY);
        lines.add(Line.of(Style.BAD, kind.name()));
        ofKind.forEach(finding -> lines.addAll(finding(finding, width)));
      }
    }
    return lines;
  }

  private static List<Line> finding(IdentityFinding finding, int width) {
    List<Line> lines = new ArrayList<>();
    String server =
        finding.server().isPresent() ? "server %d  ".formatted(finding.server().getAsInt()) : "";
    lines.add(Line.of("  " + server).and(Style.STRONG, finding.resource()));
    Paragraph.lines(finding.message(), "    ", width).forEach(text -> lines.add(Line.of(text)));
    return lines;
  }

  private static Line summary(Inspection inspection) {
    String servers = Amounts.count(inspection.size(), "server");
    String moving =
        inspection.inTransition() > 0
            ? "; %s in transition".formatted(Amounts.count(inspection.inTransition()))
            : "";
    if (inspection.good()) {
      return Line.of(Style.GOOD, "IN ORDER")
          .and(": " + servers + moving + (inspection.identities() ? "" : NO_IDENTITIES));
    }
    String findings =
        Arrays.stream(FindingKind.values())
            .map(kind -> count(inspection, kind))
            .filter(text -> !text.isEmpty())
            .collect(Collectors.joining(", "));
    String concerned =
        inspection.withFindings() > 0
            ? Amounts.count(inspection.withFindings()) + " of " + servers
            : "the group of " + servers;
    return Line.of(Style.BAD, "NOT IN ORDER")
        .and(": %s; %s%s".formatted(concerned, findings, moving));
  }

  private static String count(Inspection inspection, FindingKind kind) {
    long count = inspection.findings().stream().filter(finding -> finding.kind() == kind).count();
    return count == 0 ? "" : Amounts.count(count) + " " + kind.name().toLowerCase(Locale.ROOT);
  }
}
