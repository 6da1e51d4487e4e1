package io.servergroup.cli.view;

import io.servergroup.simulator.kernel.TraceEntry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** One line for each thing that happens. */
public final class Happenings {
  private static final Set<String> DETAILS = Set.of("api", "lambda", "events", "decision");

  private static final int LONGEST = 160;

  private final boolean verbose;

  /**
   * @param verbose whether API calls, events, and what functions do and decide get a line, too
   */
  public Happenings(boolean verbose) {
    this.verbose = verbose;
  }

  /** The line for {@code entry}; empty when it is a detail nobody asked for. */
  public Optional<Line> line(Duration since, OptionalInt server, TraceEntry entry) {
    if (!verbose && DETAILS.contains(entry.source())) {
      return Optional.empty();
    }
    String who = server.isPresent() ? "server " + server.getAsInt() : "";
    return Optional.of(
        Line.of(Style.FAINT, Amounts.preciseClock(since))
            .and("  %-11s  ".formatted(who))
            .and(Style.FAINT, "%-12s".formatted(entry.source()))
            .and("  " + subject(entry))
            .and(style(entry), entry.text()));
  }

  /**
   * The same where nobody knows which servers things happen to; long texts are cut unless details
   * were asked for.
   */
  public Optional<Line> line(Duration since, TraceEntry entry) {
    if (!verbose && DETAILS.contains(entry.source())) {
      return Optional.empty();
    }
    return Optional.of(
        Line.of(Style.FAINT, "%s  %-12s  ".formatted(Amounts.preciseClock(since), entry.source()))
            .and(subject(entry))
            .and(style(entry), verbose ? entry.text() : shortened(entry.text())));
  }

  /** A table's row can be as long as a page. */
  private static String shortened(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 3) + "...";
  }

  private static String subject(TraceEntry entry) {
    return entry.subject().isEmpty() ? "" : entry.subject() + ": ";
  }

  private static Style style(TraceEntry entry) {
    return switch (entry.source()) {
      case "fault", "violation" -> Style.BAD;
      case "operator" -> Style.NEW;
      case "run" -> Style.STRONG;
      default -> Style.PLAIN;
    };
  }

  /** The line that says a batch begins. */
  public Line batch(Duration since, int batch, List<Integer> servers) {
    return Line.of(Style.FAINT, Amounts.preciseClock(since))
        .and(Style.STRONG, "  batch " + batch)
        .and(" replaces " + Amounts.servers(servers));
  }
}
