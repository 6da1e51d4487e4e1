package io.servergroup.cli.html;

import io.servergroup.cli.story.Life;
import io.servergroup.cli.story.Phase;
import io.servergroup.cli.story.RolloutStory;
import io.servergroup.cli.story.ServerStory;
import io.servergroup.cli.story.Stretch;
import io.servergroup.cli.view.Amounts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** A row for each server, a bar for each of its instances. */
final class Timeline {
  /** So many rows make a picture, so that it fits a printed page. */
  private static final int ROWS = 25;

  private static final double TOP = 24;
  private static final double LETTER = 6.2;
  private static final double LEAST_LABELLED = 15;

  private final RolloutStory story;
  private final Plot plot;
  private final double row;
  private final double gap;

  Timeline(RolloutStory story, Plot plot) {
    this.story = story;
    this.plot = plot;
    int servers = story.servers().size();
    this.row = servers <= 10 ? 42 : servers <= ROWS ? 28 : 19;
    this.gap = servers <= ROWS ? 8 : 5;
  }

  /** As many pictures as it needs. */
  List<Element> draw() {
    List<Element> pictures = new ArrayList<>();
    List<ServerStory> servers = story.servers();
    for (int from = 0; from < servers.size(); from += ROWS) {
      pictures.add(picture(servers.subList(from, Math.min(servers.size(), from + ROWS)), from));
    }
    return pictures;
  }

  private Element picture(List<ServerStory> servers, int from) {
    double bottom = TOP + servers.size() * row;
    Element svg =
        plot.svg(
            "timeline-" + from,
            servers.size() == 1
                ? "Server %d over time".formatted(servers.getFirst().server())
                : "Servers %d to %d over time"
                    .formatted(servers.getFirst().server(), servers.getLast().server()),
            "What the instances of each server were doing when. The table of servers has the numbers.",
            0,
            bottom + 10);
    svg.all(plot.tickLabels(14)).all(plot.ground(TOP, bottom));
    double y = TOP;
    for (ServerStory server : servers) {
      svg.and(row(server, y));
      y += row;
    }
    svg.all(plot.marks(TOP, bottom));
    dots(servers, svg);
    return svg;
  }

  private void dots(List<ServerStory> servers, Element svg) {
    for (MarkSign sign : plot.signs()) {
      for (int i = 0; i < servers.size(); i++) {
        if (sign.mark().server().orElse(-1) == servers.get(i).server()) {
          svg.and(sign.dot(TOP + i * row + row / 2));
        }
      }
    }
  }

  private Element row(ServerStory server, double y) {
    double middle = y + row / 2 + 4;
    Element group =
        Element.of("g", "server-row")
            .and(
                Element.of("line", "row-line")
                    .with("x1", 0)
                    .with("x2", Plot.WIDTH - 20)
                    .with("y1", y)
                    .with("y2", y))
            .and(Plot.label("row-title", 8, middle, "server " + server.server()))
            .and(
                Plot.label("row-note", Plot.LEFT - 12, middle, server.zone())
                    .with("text-anchor", "end"));
    for (int i = 0; i < server.lives().size(); i++) {
      bars(server, i, y + gap / 2, group);
    }
    return group;
  }

  /** A bar is as high as the row, but while two instances of a server are there each has a half. */
  private void bars(ServerStory server, int index, double y, Element group) {
    Life life = server.lives().get(index);
    double height = row - gap;
    for (Stretch stretch : life.stretches()) {
      List<Duration> cuts = cuts(server, life, stretch);
      for (int i = 0; i + 1 < cuts.size(); i++) {
        Stretch piece = stretch.between(cuts.get(i), cuts.get(i + 1));
        boolean shared = isShared(server, life, piece);
        double half = (height - 2) / 2;
        double top = shared && index % 2 == 1 ? y + half + 2 : y;
        group.and(bar(server, life, stretch, piece, top, shared ? half : height));
      }
    }
  }

  private Element bar(
      ServerStory server, Life life, Stretch whole, Stretch piece, double y, double height) {
    double from = plot.axis().x(piece.from());
    double width = Math.max(0.6, plot.axis().x(piece.to()) - from);
    Element bar =
        Element.of("g")
            .and(
                Element.of("rect", "phase " + Phases.cssClass(life.kind(), piece.phase()))
                    .with("x", from)
                    .with("y", y)
                    .with("width", width)
                    .with("height", height)
                    .with("rx", Math.min(2, width / 2)));
    String label = label(life, piece.phase());
    if (height >= LEAST_LABELLED && width > label.length() * LETTER + 8) {
      bar.and(
          Plot.label("bar-label", from + width / 2, y + height / 2 + 3.5, label)
              .with("text-anchor", "middle"));
    }
    return bar.and(Element.text("title", tooltip(server, life, whole)));
  }

  private static String label(Life life, Phase phase) {
    if (phase != Phase.SERVING) {
      return phase.label();
    }
    return life.kind() == Life.Kind.TARGET ? "in service" : "";
  }

  private static String tooltip(ServerStory server, Life life, Stretch stretch) {
    return "server %d, %s%s (%s): %s from %s to %s, %s"
        .formatted(
            server.server(),
            life.instance(),
            life.version().isEmpty() ? "" : " at version " + life.version(),
            life.kind().label(),
            stretch.phase().label(),
            Amounts.clock(stretch.from()),
            Amounts.clock(stretch.to()),
            Spans.of(stretch.length()));
  }

  /** The times at which another instance of the server comes or goes, and its own ends. */
  private static List<Duration> cuts(ServerStory server, Life life, Stretch stretch) {
    TreeSet<Duration> cuts = new TreeSet<>(List.of(stretch.from(), stretch.to()));
    for (Life other : server.lives()) {
      if (!other.equals(life)) {
        cuts.add(other.from());
        cuts.add(other.to());
      }
    }
    return List.copyOf(cuts.subSet(stretch.from(), true, stretch.to(), true));
  }

  private static boolean isShared(ServerStory server, Life life, Stretch piece) {
    return server.lives().stream()
        .anyMatch(
            other ->
                !other.equals(life)
                    && other.from().compareTo(piece.to()) < 0
                    && other.to().compareTo(piece.from()) > 0);
  }
}
