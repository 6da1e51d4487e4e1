package io.servergroup.cli.view;

import io.servergroup.simulator.sweep.RunResult;
import java.util.ArrayList;
import java.util.List;

/** A failing run that was made smaller, for people. */
public final class ShrinkText {
  private ShrinkText() {}

  /** Says that a run is about to be made smaller. */
  public static Line begins(RunResult failing, int mostRuns) {
    return Line.of(
        "making seed %d smaller, in at most %s: %s"
            .formatted(failing.request().seed(), Amounts.count(mostRuns, "run"), size(failing)));
  }

  /** Says that a smaller one was found. */
  public static Line smaller(RunResult smaller, int runs) {
    return Line.of("  after %s: %s".formatted(Amounts.count(runs, "run"), size(smaller)));
  }

  /** What came of it. */
  static List<Line> lines(Shrunk shrunk, String launcher) {
    List<Line> lines = new ArrayList<>();
    lines.add(Line.EMPTY);
    lines.add(
        Line.of(Style.STRONG, "Smaller")
            .and(
                "  seed %d, after %s"
                    .formatted(
                        shrunk.from().request().seed(), Amounts.count(shrunk.runs(), "run"))));
    lines.add(Fact.line("from", size(shrunk.from())));
    lines.add(Fact.line("to", size(shrunk.to())));
    lines.add(Fact.line("breaks", shrunk.to().violations().getFirst()));
    lines.add(Fact.line("replay it", HostileReplay.command(launcher, shrunk.to().request())));
    return lines;
  }

  private static String size(RunResult run) {
    return "%s, %s, %s"
        .formatted(
            Amounts.count(run.servers(), "server"),
            Amounts.count(run.faults().size(), "fault"),
            Amounts.count(run.events(), "event"));
  }
}
