package io.servergroup.cli.view;

import io.servergroup.simulator.rehearsal.RehearsalObserver.Progress;
import io.servergroup.simulator.rehearsal.RehearsalObserver.ServerState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The picture of a rollout at one moment, as lines that fit a terminal. */
public final class Frame {
  private static final int BAR = 30;
  private static final int AROUND_ROWS = 6;
  private static final int FEWEST_ROWS = 3;
  private static final int HEALTH = 20;
  private static final int ID_END = 6;

  private final Glyphs glyphs;

  public Frame(Glyphs glyphs) {
    this.glyphs = glyphs;
  }

  /**
   * The lines to show now, never more than {@code height} nor wider than {@code width}.
   *
   * @param clock virtual time since the rollout was started; between two pictures it moves on
   * @param recent what happened last, oldest first; shown as far as there is room
   */
  public List<Line> lines(
      Progress progress, Duration clock, List<Line> recent, int width, int height) {
    int free = height - AROUND_ROWS;
    int rows = Math.min(progress.servers().size(), Math.max(FEWEST_ROWS, free - recent.size()));
    int news = Math.clamp(free - rows, 0, recent.size());
    List<Line> lines = new ArrayList<>();
    lines.add(Line.EMPTY);
    lines.add(headline(progress, clock));
    lines.add(bar(progress, width));
    lines.addAll(table(progress, rows, width));
    if (news > 0) {
      lines.add(Line.EMPTY);
      lines.addAll(recent.subList(recent.size() - news, recent.size()));
    }
    return lines.stream()
        .limit(Math.max(0, height))
        .map(line -> line.fit(width, glyphs.ellipsis()))
        .toList();
  }

  /** How many lines of what happened there is room for at least, below a few servers. */
  public static int mostNews(int height) {
    return Math.max(0, height - AROUND_ROWS - FEWEST_ROWS);
  }

  private static Line headline(Progress progress, Duration clock) {
    String batch = progress.batch() == 0 ? "" : "  batch " + progress.batch();
    return Line.of(Style.STRONG, " " + Amounts.clock(clock) + batch).and("  " + progress.phase());
  }

  /** What the figures leave of the line is the bar's; the figures say more. */
  private Line bar(Progress progress, int width) {
    int current = progress.current();
    int concerned = progress.concerned();
    Style health = progress.healthy() < progress.floor() ? Style.BAD : Style.GOOD;
    Line figures =
        Line.of("  new %d/%d".formatted(current, concerned))
            .and(health, "  healthy %d".formatted(progress.healthy()))
            .and("  floor %d".formatted(progress.floor()));
    int cells = Math.clamp(width - 1 - figures.width(), 0, BAR);
    int done = concerned == 0 ? 0 : cells * current / concerned;
    Line line =
        Line.of(" ")
            .and(Style.NEW, glyphs.bar().repeat(done))
            .and(Style.FAINT, glyphs.track().repeat(cells - done));
    for (Span span : figures.spans()) {
      line = line.and(span);
    }
    return line;
  }

  private List<Line> table(Progress progress, int rows, int width) {
    List<ServerState> shown = shown(progress.servers(), rows);
    List<String> balancers = balancers(shown);
    List<Line> lines = new ArrayList<>(wide(shown, balancers));
    if (lines.getFirst().width() + HEALTH > width) {
      lines = new ArrayList<>(narrow(shown, balancers));
    }
    if (lines.getFirst().width() + HEALTH > width) {
      lines = new ArrayList<>(narrow(shown, List.of()));
    }
    if (lines.getFirst().width() > width) {
      lines = new ArrayList<>(least(shown));
    }
    int hidden = progress.servers().size() - shown.size();
    if (hidden > 0) {
      lines.add(
          Line.of(
              Style.FAINT, " %s and %s more".formatted(glyphs.ellipsis(), Amounts.count(hidden))));
    }
    return lines;
  }

  /**
   * The servers of the batch before the unhealthy before those next to the batch, shown in their
   * usual order.
   */
  private static List<ServerState> shown(List<ServerState> servers, int rows) {
    int middle = middle(servers);
    return servers.stream()
        .sorted(
            Comparator.comparingInt(Frame::rank)
                .thenComparingInt(server -> Math.abs(server.server() - middle))
                .thenComparingInt(ServerState::server))
        .limit(rows)
        .sorted(Comparator.comparingInt(ServerState::server))
        .toList();
  }

  /** Where the rollout is: at its batch, or between batches at the first server still to come. */
  private static int middle(List<ServerState> servers) {
    Optional<ServerState> batch = servers.stream().filter(ServerState::inBatch).findFirst();
    return batch
        .or(() -> servers.stream().filter(Frame::isToCome).findFirst())
        .map(ServerState::server)
        .orElse(0);
  }

  private static boolean isToCome(ServerState server) {
    return server.concerned() && !server.current();
  }

  private static int rank(ServerState server) {
    if (server.inBatch()) {
      return 0;
    }
    return server.healthy() ? 2 : 1;
  }

  private static List<String> balancers(List<ServerState> servers) {
    return servers.stream()
        .flatMap(server -> server.balancers().keySet().stream())
        .distinct()
        .toList();
  }

  private List<Line> wide(List<ServerState> servers, List<String> balancers) {
    Table table = table(List.of("zone", "address", "instance"), balancers);
    for (ServerState server : servers) {
      row(
          table,
          server,
          List.of(server.zone(), server.address(), dashed(server.instance())),
          balancers);
    }
    return table.lines();
  }

  /** Without the zone, and with the end of the instance's id, by which people tell them apart. */
  private List<Line> narrow(List<ServerState> servers, List<String> balancers) {
    Table table = table(List.of("address", "instance"), balancers);
    for (ServerState server : servers) {
      String id = server.instance();
      String end = id.substring(Math.max(0, id.length() - ID_END));
      row(
          table,
          server,
          List.of(server.address(), id.isEmpty() ? "-" : glyphs.ellipsis() + end),
          balancers);
    }
    return table.lines();
  }

  private static Table table(List<String> place, List<String> balancers) {
    List<String> heads = new ArrayList<>(List.of(" ", "server"));
    heads.addAll(place);
    heads.addAll(List.of("version", "state"));
    heads.addAll(balancers);
    heads.add("health");
    return new Table(" ", heads.toArray(String[]::new));
  }

  private void row(Table table, ServerState server, List<String> place, List<String> balancers) {
    List<Span> row = new ArrayList<>();
    row.add(mark(server));
    row.add(Span.plain(String.valueOf(server.server())));
    place.forEach(each -> row.add(Span.plain(each)));
    row.add(version(server));
    row.add(new Span(style(server), server.state()));
    balancers.forEach(
        each ->
            row.add(new Span(style(server), dashed(server.balancers().getOrDefault(each, "")))));
    row.add(new Span(style(server), server.health()));
    table.row(row.toArray(Span[]::new));
  }

  private static String dashed(String text) {
    return text.isEmpty() ? "-" : text;
  }

  /** What a person has to know of a server: what it does, and how it is. */
  private List<Line> least(List<ServerState> servers) {
    Table table = new Table(" ", " ", "#", "", "state", "health");
    for (ServerState server : servers) {
      table.row(
          mark(server),
          Span.plain(String.valueOf(server.server())),
          version(server),
          new Span(style(server), server.state()),
          new Span(style(server), server.health()));
    }
    return table.lines();
  }

  private Span mark(ServerState server) {
    return new Span(Style.BUSY, server.inBatch() ? glyphs.mark() : " ");
  }

  private static Style style(ServerState server) {
    if (server.healthy()) {
      return Style.GOOD;
    }
    return server.inBatch() ? Style.BUSY : Style.BAD;
  }

  private static Span version(ServerState server) {
    if (server.instance().isEmpty()) {
      return Span.plain("-");
    }
    return server.current() ? new Span(Style.NEW, "new") : Span.plain("old");
  }
}
