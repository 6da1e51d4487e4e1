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
  /** As wide as a report is where nobody knows better. */
  public static final int USUAL_WIDTH = Fact.WIDTH;

  private ReportText() {}

  /**
   * The whole report.
   *
   * @param again the command that runs the same rehearsal once more
   * @param width in columns, at which what is told in words is broken
   */
  public static List<Line> lines(
      RehearsalReport report, RehearsalOptions options, String again, int width) {
    List<Line> lines = new ArrayList<>();
    lines.add(Line.EMPTY);
    lines.addAll(
        Paragraph.broken(Verdict.outcome(report).and("  " + report.reason()), "  ", width));
    lines.addAll(violations(report));
    lines.add(Line.EMPTY);
    lines.addAll(facts(report, options, width));
    lines.addAll(counts("functions invoked", report.lambdaInvocations()));
    lines.addAll(counts("calls to AWS", report.apiCalls()));
    lines.addAll(costs(report, width));
    lines.addAll(ServerTables.lines(report.serverTable(), width));
    lines.add(Line.EMPTY);
    lines.add(Fact.line("trace hash", report.traceHash() + " with seed " + report.seed()));
    lines.addAll(Fact.lines("run it again", again, width));
    lines.add(Line.EMPTY);
    lines.addAll(Paragraph.broken(Verdict.line(report), "  ", width));
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

  private static List<Line> facts(RehearsalReport report, RehearsalOptions options, int width) {
    List<Line> lines = new ArrayList<>();
    lines.addAll(
        Fact.lines(
            "servers",
            "%s behind %s; %s replaced"
                    .formatted(
                        Amounts.count(report.servers()),
                        loadBalancers(options.loadBalancers()),
                        Amounts.count(report.replaced()))
                + (report.takenBack() > 0
                    ? ", %s taken back".formatted(Amounts.count(report.takenBack()))
                    : ""),
            width));
    lines.addAll(
        Fact.lines(
            "batches",
            "%s of at most %s"
                .formatted(
                    Amounts.count(report.batches()), Amounts.count(report.batchSize(), "server")),
            width));
    lines.addAll(Fact.lines("time", time(report), width));
    if (report.questions().asked() > 0) {
      lines.addAll(Fact.lines("people", people(report), width));
    }
    if (report.rollouts() > 1) {
      lines.addAll(
          Fact.lines(
              "stopped",
              "%s by somebody; another rollout went on"
                  .formatted(Amounts.count(report.rollouts() - 1L, "time")),
              width));
    }
    if (report.handedOver() > 0) {
      lines.addAll(
          Fact.lines(
              "handed over",
              "%s from one execution to the next"
                  .formatted(Amounts.count(report.handedOver(), "time")),
              width));
    }
    lines.addAll(
        Fact.lines(
            "lowest health",
            "%d healthy; the rollout itself must not go below %d"
                .formatted(report.minHealthy(), report.floor()),
            width));
    report
        .healedAfterSeconds()
        .ifPresent(
            seconds ->
                lines.addAll(
                    Fact.lines(
                        "healed by itself",
                        Amounts.minutes(seconds) + " virtual minutes after the fault was gone",
                        width)));
    lines.addAll(
        Fact.lines(
            "transitions",
            "%s, %s"
                .formatted(
                    Amounts.count(report.stateTransitions()),
                    UsageText.dollars(report.usage().bill().transitions())),
            width));
    lines.addAll(
        Fact.lines(
            "history events",
            "%s in the rollout's execution, at most %s in a batch's; AWS allows 25,000"
                .formatted(
                    Amounts.count(report.historyEvents().parent()),
                    Amounts.count(report.historyEvents().maxChild())),
            width));
    return lines;
  }

  private static List<Line> costs(RehearsalReport report, int width) {
    Usage usage = report.usage();
    List<Line> lines = new ArrayList<>();
    lines.addAll(Fact.lines("Lambda", UsageText.number(usage.gbSeconds()) + " GB-seconds", width));
    lines.addAll(Fact.lines("cost", UsageText.bill(usage.bill()), width));
    if (report.terminated() > 0) {
      lines.addAll(
          Fact.lines("of one replacement", UsageText.share(usage, report.terminated()), width));
    }
    return lines;
  }

  /**
   * A rollout that was stopped has no ideal to be held to: it did not do all its batches. Nor has
   * one that a person cancelled and began anew.
   */
  private static String time(RehearsalReport report) {
    String took = Amounts.minutes(report.virtualSeconds()) + " virtual minutes";
    if (report.idealSeconds() <= 0 || report.rollouts() > 1) {
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
        .filter(entry -> entry.getValue() > 0)
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            entry ->
                lines.add(
                    Line.of(Style.FAINT, "%27s  ".formatted(Amounts.count(entry.getValue())))
                        .and(entry.getKey())));
    return lines;
  }
}
