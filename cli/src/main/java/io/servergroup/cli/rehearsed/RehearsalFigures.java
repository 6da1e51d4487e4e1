package io.servergroup.cli.rehearsed;

import io.servergroup.cli.story.Figure;
import io.servergroup.cli.view.Amounts;
import io.servergroup.cost.Bill;
import io.servergroup.simulator.rehearsal.RehearsalReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a rehearsal took, in figures. */
final class RehearsalFigures {
  private RehearsalFigures() {}

  static List<Figure> of(RehearsalReport report) {
    List<Figure> figures = new ArrayList<>();
    figures.add(
        new Figure(
            "Ran",
            Amounts.minutes(report.virtualSeconds()) + " min",
            report.idealSeconds() > 0
                ? "with a control plane that reacts at once: %s min"
                    .formatted(Amounts.minutes(report.idealSeconds()))
                : ""));
    if (report.questions().asked() > 0) {
      figures.add(
          new Figure(
              "People asked",
              Amounts.count(report.questions().asked(), "time"),
              "awaited for %s min"
                  .formatted(Amounts.minutes(report.questions().awaitedSeconds()))));
    }
    if (report.rollouts() > 1) {
      figures.add(
          new Figure(
              "Rollouts",
              Amounts.count(report.rollouts()),
              "each later one goes on where somebody stopped the one before"));
    }
    if (report.handedOver() > 0) {
      figures.add(
          new Figure(
              "Handed over",
              Amounts.count(report.handedOver(), "time"),
              "from one execution to the next"));
    }
    report
        .healedAfterSeconds()
        .ifPresent(
            seconds ->
                figures.add(
                    new Figure(
                        "Healed by itself",
                        "in %s min".formatted(Amounts.minutes(seconds)),
                        "once the fault was gone")));
    Bill bill = report.usage().bill();
    figures.add(
        new Figure(
            "Cost",
            dollars(bill.total()),
            "transitions %s, Lambda %s, all else %s; prices of us-east-1"
                .formatted(
                    dollars(bill.transitions()), dollars(bill.lambda()), dollars(bill.other()))));
    if (report.terminated() > 0) {
      figures.add(
          new Figure(
              "Cost of one",
              dollars(bill.total() / report.terminated()),
              "of %s".formatted(Amounts.count(report.terminated(), "replacement"))));
    }
    figures.add(
        new Figure(
            "State transitions",
            Amounts.count(report.stateTransitions()),
            "of state machines, retries included"));
    figures.add(
        new Figure(
            "History events",
            Amounts.count(report.historyEvents().parent()),
            "of the rollout; at most %s of a batch; AWS allows 25,000"
                .formatted(Amounts.count(report.historyEvents().maxChild()))));
    return figures;
  }

  private static String dollars(double usd) {
    return String.format(Locale.ROOT, "$%.4f", usd);
  }
}
