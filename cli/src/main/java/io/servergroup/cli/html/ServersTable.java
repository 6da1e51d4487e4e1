package io.servergroup.cli.html;

import io.servergroup.cli.story.BatchStory;
import io.servergroup.cli.story.Life;
import io.servergroup.cli.story.Phase;
import io.servergroup.cli.story.RolloutStory;
import io.servergroup.cli.story.ServerStory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the picture of the servers shows, in numbers. */
final class ServersTable {
  private static final List<Phase> PHASES =
      List.of(Phase.DRAINING, Phase.TERMINATING, Phase.BOOTING, Phase.ATTACHING, Phase.CHECKING);

  private ServersTable() {}

  static Element of(RolloutStory story) {
    List<String> columns =
        new ArrayList<>(List.of("Server", "#Batch", "#Left at", "#Back at", "#Away"));
    PHASES.forEach(phase -> columns.add("#" + capitalized(phase.label())));
    Tables table = new Tables("When each server was away, and for what", columns);
    for (ServerStory server : story.servers()) {
      List<Element> row = new ArrayList<>();
      row.add(Tables.name(Integer.toString(server.server())));
      row.add(Tables.number(batches(story, server)));
      row.add(Tables.number(Spans.clock(server.left())));
      row.add(Tables.number(Spans.clock(server.left().flatMap(left -> server.back()))));
      Duration away = server.away(story.shown());
      row.add(Tables.number(away.isZero() ? "–" : Spans.of(away)));
      for (Phase phase : PHASES) {
        Duration length = server.in(phase);
        row.add(Tables.number(length.isZero() ? "–" : Spans.of(length)));
      }
      table.row(row);
    }
    return table.framed();
  }

  /** Who was replaced by whom, and whether that is to be seen from outside. */
  static Element instances(RolloutStory story) {
    Tables table =
        new Tables(
            "Instances before and after",
            List.of(
                "Server",
                "Zone",
                "Instance before",
                "Instance after",
                "Version",
                "Address and name",
                "Identity"));
    for (ServerStory server : story.servers()) {
      Optional<Life> before =
          server.lives().stream().filter(life -> life.kind() == Life.Kind.BEFORE).findFirst();
      table.row(
          List.of(
              Tables.name(Integer.toString(server.server())),
              Tables.cell(orDash(server.zone())),
              Tables.code(before.map(Life::instance).orElse("–")),
              server.replaced()
                  ? Tables.code(server.last().map(Life::instance).orElse("–"))
                  : Tables.cell("the same"),
              Tables.cell(versions(before, server.last())),
              Tables.code(orDash(server.identity())),
              Tables.cell(server.kept().map(kept -> kept ? "kept" : "CHANGED").orElse("–"))));
    }
    return table.framed();
  }

  private static String versions(Optional<Life> before, Optional<Life> after) {
    String old = before.map(Life::version).orElse("");
    String now = after.map(Life::version).orElse("");
    return old.equals(now) ? orDash(now) : orDash(old) + " → " + orDash(now);
  }

  private static String batches(RolloutStory story, ServerStory server) {
    return orDash(
        story.batches().stream()
            .filter(batch -> batch.servers().contains(server.server()))
            .map(BatchStory::number)
            .map(String::valueOf)
            .collect(Collectors.joining(", ")));
  }

  private static String capitalized(String words) {
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }

  private static String orDash(String text) {
    return text.isEmpty() ? "–" : text;
  }
}
