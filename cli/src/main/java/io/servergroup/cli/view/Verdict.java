package io.servergroup.cli.view;

import io.servergroup.simulator.rehearsal.RehearsalReport;

/** The one line that says how a rehearsal went. */
public final class Verdict {
  private Verdict() {}

  /** Outcome, expectation, and the numbers that matter most. */
  public static Line line(RehearsalReport report) {
    return outcome(report)
        .and(
            " after %s virtual minutes; %s of %s replaced; lowest health %d, floor %d; seed %d"
                .formatted(
                    Amounts.minutes(report.virtualSeconds()),
                    Amounts.count(report.replaced()),
                    Amounts.count(report.servers(), "server"),
                    report.minHealthy(),
                    report.floor(),
                    report.seed()))
        .and(violations(report));
  }

  private static Span violations(RehearsalReport report) {
    int broken = report.violations().size();
    return new Span(Style.BAD, broken == 0 ? "" : "; " + Amounts.count(broken, "violation"));
  }

  /** The outcome against what the options imply. */
  static Line outcome(RehearsalReport report) {
    Style style = report.good() ? Style.GOOD : Style.BAD;
    if (!report.endedAsExpected()) {
      return Line.of(style, report.outcome())
          .and(Style.BAD, ", but should have ended " + report.expected().words());
    }
    return report.outcome().equals("SUCCEEDED")
        ? Line.of(style, report.outcome())
        : Line.of(style, report.outcome() + " as it should");
  }
}
