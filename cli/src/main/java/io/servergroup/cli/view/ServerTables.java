package io.servergroup.cli.view;

import io.servergroup.simulator.rehearsal.RehearsalReport.ServerRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The servers before and after: what changed (instances), then what must not (addresses, names),
 * where servers have that.
 *
 * <p>Two tables, because one with everything would not fit 80 columns.
 */
final class ServerTables {
  private static final int MOST_ROWS = 24;

  private ServerTables() {}

  /** All servers of a small group; of a large one those first that did not go as all the others. */
  static List<Line> lines(List<ServerRow> servers, int width) {
    List<ServerRow> shown =
        servers.stream()
            .sorted(
                Comparator.comparing(ServerTables::keptIdentity)
                    .thenComparing(ServerTables::replaced)
                    .thenComparing(ServerRow::server))
            .limit(MOST_ROWS)
            .sorted(Comparator.comparing(ServerRow::server))
            .toList();
    int hidden = servers.size() - shown.size();
    long replaced = servers.stream().filter(ServerTables::replaced).count();
    long kept = servers.stream().filter(ServerTables::keptIdentity).count();
    Style style = kept == servers.size() ? Style.GOOD : Style.BAD;
    List<Line> lines = new ArrayList<>();
    lines.add(Line.EMPTY);
    lines.add(title("Instances", replaced, servers.size(), "new", Style.STRONG));
    lines.addAll(instances(shown, width));
    lines.addAll(more(hidden));
    if (servers.stream().anyMatch(server -> !server.addressBefore().isEmpty())) {
      lines.add(Line.EMPTY);
      lines.add(title("Identities", kept, servers.size(), "kept", style));
      lines.addAll(identities(shown));
      lines.addAll(more(hidden));
    }
    return lines;
  }

  /** Where there is no room for zones, they are what is left out. */
  private static List<Line> instances(List<ServerRow> servers, int width) {
    Table wide =
        new Table("  ", "server", "zone", "instance before", "instance now", "version", "state");
    Table narrow = new Table("  ", "server", "instance before", "instance now", "version", "state");
    for (ServerRow server : servers) {
      Style style = replaced(server) ? Style.NEW : Style.PLAIN;
      Span number = Span.plain(String.valueOf(server.server()));
      Span before = new Span(Style.FAINT, orNone(server.instanceBefore()));
      Span now = new Span(style, orNone(server.instance()));
      Span version = new Span(style, change(server.versionBefore(), server.version()));
      Span state = Span.plain(server.state());
      wide.row(number, Span.plain(server.zone()), before, now, version, state);
      narrow.row(number, before, now, version, state);
    }
    boolean fits = wide.lines().stream().allMatch(line -> line.width() <= width);
    return (fits ? wide : narrow).lines();
  }

  private static List<Line> identities(List<ServerRow> servers) {
    Table table = new Table("  ", "server", "before", "now", "DNS name", "resolves to", "");
    for (ServerRow server : servers) {
      boolean kept = keptIdentity(server);
      table.row(
          Span.plain(String.valueOf(server.server())),
          Span.plain(orNone(server.addressBefore())),
          Span.plain(orNone(server.address())),
          Span.plain(orNone(server.dnsName())),
          Span.plain(orNone(server.recordValue())),
          kept ? new Span(Style.GOOD, "kept") : new Span(Style.BAD, "CHANGED"));
    }
    return table.lines();
  }

  private static List<Line> more(int hidden) {
    return hidden > 0
        ? List.of(
            Line.of(
                Style.FAINT, "  ... and %s more; --json has all".formatted(Amounts.count(hidden))))
        : List.of();
  }

  private static Line title(String what, long done, int all, String word, Style style) {
    return Line.of(Style.STRONG, what).and(style, "  %d of %d %s".formatted(done, all, word));
  }

  private static boolean replaced(ServerRow server) {
    return !server.instance().equals(server.instanceBefore());
  }

  private static boolean keptIdentity(ServerRow server) {
    return server.address().equals(server.addressBefore())
        && server.recordValue().equals(server.address());
  }

  /** Of two versions of one launch template, the numbers alone: 80 columns are few. */
  private static String change(String before, String now) {
    int number = now.lastIndexOf(':') + 1;
    String was = before.startsWith(now.substring(0, number)) ? before.substring(number) : before;
    String is = was.equals(before) ? now : now.substring(number);
    return before.equals(now) ? orNone(is) : orNone(was) + " -> " + orNone(is);
  }

  private static String orNone(String text) {
    return text.isEmpty() ? "-" : text;
  }
}
