package io.servergroup.cli.view;

import io.servergroup.simulator.sweep.RunResult;
import io.servergroup.simulator.sweep.Sweep;
import io.servergroup.simulator.sweep.SweepReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The report of a sweep for people. */
public final class SweepText {
  /** More failures have hardly more to say, and the object for programs has them all. */
  private static final int MOST_FAILURES = 50;

  private SweepText() {}

  /** Says that a sweep begins. */
  public static Line begins(Sweep sweep) {
    return Line.of(
        "%s from seed %d on, faults %s, %s"
            .formatted(
                Amounts.count(sweep.seeds(), "hostile run"),
                sweep.firstSeed(),
                sweep.profile().name(),
                Amounts.count(sweep.jobs(), "job")));
  }

  /** One failing run. */
  public static Line failure(RunResult run) {
    return Line.of(
        Style.BAD,
        "!! seed %d, %s: %s"
            .formatted(
                run.request().seed(),
                Amounts.count(run.servers(), "server"),
                run.violations().getFirst()));
  }

  /**
   * The whole report.
   *
   * @param verbose whether everything is listed that was reached
   */
  public static List<Line> lines(SweepOutcome outcome, String launcher, boolean verbose) {
    SweepReport report = outcome.report();
    List<Line> lines = new ArrayList<>();
    lines.add(Line.EMPTY);
    lines.add(verdict(outcome));
    lines.addAll(failures(report, launcher));
    outcome.shrunk().ifPresent(shrunk -> lines.addAll(ShrinkText.lines(shrunk, launcher)));
    lines.add(Line.EMPTY);
    lines.add(Fact.line("runs", rate(outcome)));
    lines.add(Fact.line("virtual time", durations(report.durations())));
    lines.add(Fact.line("servers", Amounts.count(report.servers())));
    lines.add(Fact.line("events", Amounts.count(report.events())));
    lines.add(Fact.line("faults", Amounts.count(report.faults())));
    lines.addAll(CoverageText.lines(Reach.of(report), verbose));
    lines.add(Line.EMPTY);
    lines.add(Fact.line("hash", report.hash()));
    lines.add(Fact.line("run it again", HostileReplay.command(launcher, report.sweep())));
    return lines;
  }

  /** The one line that says how it went. */
  public static Line verdict(SweepOutcome outcome) {
    SweepReport report = outcome.report();
    int failures = report.failures().size();
    Line line =
        report.good()
            ? Line.of(Style.GOOD, "NO RULE BROKEN")
            : Line.of(Style.BAD, "RULES BROKEN by " + Amounts.count(failures, "run"));
    return line.and(
        " in %s; %sseeds %d to %d, faults %s; hash %s"
            .formatted(
                Amounts.count(report.runs(), "run"),
                outcome.stopped() ? "stopped before the end of " : "",
                report.sweep().firstSeed(),
                outcome.lastSeed(),
                report.sweep().profile().name(),
                report.hash()));
  }

  private static List<Line> failures(SweepReport report, String launcher) {
    List<Line> lines = new ArrayList<>();
    for (RunResult failure : report.failures().stream().limit(MOST_FAILURES).toList()) {
      lines.add(Line.EMPTY);
      lines.add(failure(failure));
      int more = failure.violations().size() - 1;
      if (more > 0) {
        lines.add(Line.of(Style.BAD, "   and " + Amounts.count(more, "other violation")));
      }
      lines.add(Line.of("   " + HostileReplay.command(launcher, failure.request())));
    }
    int more = report.failures().size() - MOST_FAILURES;
    if (more > 0) {
      lines.add(Line.EMPTY);
      lines.add(
          Line.of(
              Style.BAD,
              "   and %s; --json lists all".formatted(Amounts.count(more, "other failing run"))));
    }
    return lines;
  }

  private static String rate(SweepOutcome outcome) {
    SweepReport report = outcome.report();
    return "%s in %s, %s a second, %s"
        .formatted(
            Amounts.count(report.runs()),
            Amounts.preciseClock(outcome.took()),
            String.format(Locale.ROOT, "%,.1f", outcome.progress().perSecond()),
            Amounts.count(report.sweep().jobs(), "job"));
  }

  private static String durations(SweepReport.Durations durations) {
    return "median %s, 99 %% at most %s, most %s minutes"
        .formatted(
            Amounts.minutes(durations.median()),
            Amounts.minutes(durations.percentile99()),
            Amounts.minutes(durations.most()));
  }
}
