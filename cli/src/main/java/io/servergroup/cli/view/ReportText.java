package io.servergroup.cli.view;

import io.servergroup.cost.Usage;
import io.servergroup.simulator.rehearsal.RehearsalOptions;
import io.servergroup.simulator.rehearsal.RehearsalReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The report for people. */
public final class ReportText {
  private ReportText() {}

  /**
   * The whole report.
   *
   * @param again the command that runs the same rehearsal once more
   */
  public static List<Line> lines(RehearsalReport report, RehearsalOptions options, String again) {
    List<Line> lines = new ArrayList<>();
    lines.add(Line.EMPTY);
    lines.add(Verdict.outcome(report).and("  " + report.reason()));
    lines.addAll(violations(report));
    lines.add(Line.EMPTY);
    lines.addAll(facts(report, options));
    lines.addAll(counts("functions invoked", report.lambdaInvocations()));
    lines.addAll(counts("calls to AWS", report.apiCalls()));
    lines.addAll(costs(report));
    lines.addAll(ServerTables.lines(report.serverTable()));
    lines.add(Line.EMPTY);
    lines.add(Fact.line("trace hash", report.traceHash() + " with seed " + report.seed()));
    lines.add(Fact.line("run it again", again));
    lines.add(Line.EMPTY);
    lines.add(Verdict.line(report));
    return lines;
  }

  private static List<Line> violations(RehearsalReport report) {
    if (report.violations().isEmpty()) {
      return List.of();
    }
    List<Line> lines = new ArrayList<>();
    lines.add(Line.EMPTY);
    lines.add(
        Line.of(
            Style.BAD,
            "!! %s: what must never happen did"
                .formatted(Amounts.count(report.violations().size(), "VIOLATION"))));
    report.violations().forEach(text -> lines.add(Line.of(Style.BAD, "!! " + text)));
    return lines;
  }

  private static List<Line> facts(RehearsalReport report, RehearsalOptions options) {
    List<Line> lines = new ArrayList<>();
    lines.add(
        Fact.line(
            "servers",
            "%s behind %s; %s replaced"
                    .formatted(
                        Amounts.count(report.servers()),
                        loadBalancers(options.loadBalancers()),
                        Amounts.count(report.replaced()))
                + (report.takenBack() > 0
                    ? ", %s taken back".formatted(Amounts.count(report.takenBack()))
                    : "")));
    lines.add(
        Fact.line(
            "batches",
            "%s of at most %s"
                .formatted(
                    Amounts.count(report.batches()), Amounts.count(report.batchSize(), "server"))));
    lines.add(Fact.line("time", time(report)));
    if (report.questions().asked() > 0) {
      lines.add(Fact.line("people", people(report)));
    }
    if (report.rollouts() > 1) {
      lines.add(
          Fact.line(
              "stopped",
              "%s by somebody; another rollout went on"
                  .formatted(Amounts.count(report.rollouts() - 1L, "time"))));
    }
    if (report.handedOver() > 0) {
      lines.add(
          Fact.line(
              "handed over",
              "%s from one execution to the next"
                  .formatted(Amounts.count(report.handedOver(), "time"))));
    }
    lines.add(
        Fact.line(
            "lowest health",
            "%d healthy; the rollout itself must not go below %d"
                .formatted(report.minHealthy(), report.floor())));
    report
        .healedAfterSeconds()
        .ifPresent(
            seconds ->
                lines.add(
                    Fact.line(
                        "healed by itself",
                        Amounts.minutes(seconds) + " virtual minutes after the fault was gone")));
    lines.add(
        Fact.line(
            "transitions",
            "%s, %s"
                .formatted(
                    Amounts.count(report.stateTransitions()),
                    UsageText.dollars(report.usage().bill().transitions()))));
    lines.add(
        Fact.line(
            "history events",
            "%s in the rollout's execution, at most %s in a batch's; AWS allows 25,000"
                .formatted(
                    Amounts.count(report.historyEvents().parent()),
                    Amounts.count(report.historyEvents().maxChild()))));
    return lines;
  }

  private static List<Line> costs(RehearsalReport report) {
    Usage usage = report.usage();
    List<Line> lines = new ArrayList<>();
    lines.add(Fact.line("Lambda", UsageText.number(usage.gbSeconds()) + " GB-seconds"));
    lines.addAll(Fact.lines("cost", UsageText.bill(usage.bill())));
    if (report.terminated() > 0) {
      lines.addAll(Fact.lines("of one replacement", UsageText.share(usage, report.terminated())));
    }
    return lines;
  }

  /** A rollout that was stopped has no ideal to be held to: it did not do all its batches. */
  private static String time(RehearsalReport report) {
    String took = Amounts.minutes(report.virtualSeconds()) + " virtual minutes";
    if (report.idealSeconds() <= 0) {
      return took;
    }
    return "%s; ideal %s, ratio %s"
        .formatted(
            took,
            Amounts.minutes(report.idealSeconds()),
            String.format(Locale.ROOT, "%.2f", ownSeconds(report) / report.idealSeconds()));
  }

  /** Nobody can hurry a person: the time in which one was awaited is held against no rollout. */
  private static double ownSeconds(RehearsalReport report) {
    return report.virtualSeconds() - report.questions().awaitedSeconds();
  }

  private static String people(RehearsalReport report) {
    return "asked %s, awaited %s virtual minutes, which the ratio leaves out"
        .formatted(
            Amounts.count(report.questions().asked(), "time"),
            Amounts.minutes(report.questions().awaitedSeconds()));
  }

  static String loadBalancers(RehearsalOptions.LoadBalancerKind kind) {
    return switch (kind) {
      case CLASSIC -> "a classic load balancer";
      case TARGET_GROUP -> "a target group";
      case BOTH -> "a classic load balancer and a target group";
    };
  }

  private static List<Line> counts(String title, Map<String, Integer> counts) {
    int all = counts.values().stream().mapToInt(Integer::intValue).sum();
    List<Line> lines = new ArrayList<>();
    lines.add(Fact.line(title, Amounts.count(all)));
    counts.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            entry ->
                lines.add(
                    Line.of(Style.FAINT, "%27s  ".formatted(Amounts.count(entry.getValue())))
                        .and(entry.getKey())));
    return lines;
  }
}
