package io.servergroup.cli.view;

import io.servergroup.cost.Assumptions;
import io.servergroup.cost.Usage;
import io.servergroup.rollout.ChosenServer;
import io.servergroup.rollout.Finding;
import io.servergroup.rollout.Forecast;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What a rollout would do, for people. */
public final class PlanText {
  /** Batches shown. */
  private static final int MOST = 24;

  private PlanText() {}

  /**
   * Everything.
   *
   * @param width in columns, at which texts are broken
   */
  public static List<Line> lines(Outline outline, int width) {
    Forecast forecast = outline.forecast();
    List<Line> lines = new ArrayList<>();
    lines.add(
        Line.of(Style.STRONG, "Rollout of " + outline.input().serverGroup())
            .and(Style.FAINT, "  planned from what was read " + outline.readAt()));
    if (!forecast.starts()) {
      lines.addAll(findings(forecast, width));
      return lines;
    }
    lines.addAll(batches(forecast));
    lines.addAll(questions(forecast, width));
    lines.add(Line.EMPTY);
    lines.addAll(facts(outline, width));
    lines.add(Line.EMPTY);
    lines.addAll(verdict(forecast, width));
    return lines;
  }

  private static List<Line> findings(Forecast forecast, int width) {
    List<Line> lines = new ArrayList<>(List.of(Line.EMPTY));
    for (Finding finding : forecast.findings()) {
      lines.add(Line.of(Style.STRONG, "  " + finding.where()));
      Paragraph.lines(finding.found() + "; " + finding.wanted(), "    ", width)
          .forEach(line -> lines.add(Line.of(line)));
    }
    lines.add(Line.EMPTY);
    lines.add(
        Line.of(Style.BAD, "WOULD BE REFUSED")
            .and(": " + Amounts.count(forecast.findings().size(), "finding")));
    return lines;
  }

  private static List<Line> batches(Forecast forecast) {
    if (forecast.batches().isEmpty()) {
      return List.of();
    }
    Table table = new Table("  ", "batch", "zone", "servers");
    forecast.batches().stream().limit(MOST).forEach(batch -> row(table, batch));
    List<Line> lines = new ArrayList<>(List.of(Line.EMPTY, Line.of(Style.STRONG, "Batches")));
    lines.addAll(table.lines());
    int more = forecast.batches().size() - MOST;
    if (more > 0) {
      lines.add(
          Line.of(Style.FAINT, "  ... and %s more; --json has all".formatted(Amounts.count(more))));
    }
    return lines;
  }

  private static void row(Table table, Forecast.Batch batch) {
    String servers =
        batch.servers().stream()
            .map(server -> server.name().replaceFirst("^server ", ""))
            .collect(Collectors.joining(", "));
    table.row(
        Span.plain(Integer.toString(batch.number())),
        Span.plain(
            batch.servers().stream()
                .map(ChosenServer::zone)
                .distinct()
                .collect(Collectors.joining(", "))),
        Span.plain(servers + (batch.canary() ? ", the canary" : "")));
  }

  private static List<Line> questions(Forecast forecast, int width) {
    if (forecast.questions().isEmpty()) {
      return List.of();
    }
    List<Line> lines = new ArrayList<>(List.of(Line.EMPTY));
    forecast.questions().stream()
        .limit(MOST)
        .forEach(question -> lines.addAll(question(question, width)));
    int more = forecast.questions().size() - MOST;
    if (more > 0) {
      lines.add(
          Line.of(Style.FAINT, "  ... and %s more; --json has all".formatted(Amounts.count(more))));
    }
    return lines;
  }

  private static List<Line> question(Forecast.Question question, int width) {
    List<Line> lines = new ArrayList<>();
    Paragraph.lines(
            "After batch %d it waits for a person, who is asked \"%s\"."
                .formatted(question.afterBatch(), question.words()),
            "  ",
            width)
        .forEach(line -> lines.add(Line.of(line)));
    return lines;
  }

  private static List<Line> facts(Outline outline, int width) {
    Forecast forecast = outline.forecast();
    List<Line> lines = new ArrayList<>();
    lines.add(
        fact(
            "servers",
            "%s of %s to replace%s, in %s of at most %s"
                .formatted(
                    Amounts.count(forecast.toReplace()),
                    Amounts.count(forecast.size()),
                    forecast.stops().isPresent()
                        ? "; it comes to " + Amounts.count(forecast.replaced())
                        : "",
                    batchWord(forecast.batches().size()),
                    Amounts.count(outline.batchSize()))));
    if (forecast.equal().count() > 0) {
      Paragraph.lines("left alone: " + forecast.equal().words(), " ".repeat(21), width)
          .forEach(line -> lines.add(Line.of(line)));
    }
    lines.add(
        fact(
            "lowest health",
            "%d healthy; the rollout itself must not go below %d"
                .formatted(forecast.lowestHealthy(), forecast.floor())));
    lines.add(
        fact(
            "expected time",
            minutes(forecast.duration())
                + " minutes"
                + (forecast.questions().isEmpty() ? "" : ", and the answers of people")));
    Paragraph.lines(
            "%s minutes for a batch: %s%s"
                .formatted(
                    minutes(outline.batch().time().total()),
                    outline.batch().words(),
                    outline.input().bakeSeconds() == 0
                        ? ""
                        : "; and %d seconds to bake".formatted(outline.input().bakeSeconds())),
            " ".repeat(21),
            width)
        .forEach(line -> lines.add(Line.of(line)));
    lines.add(
        fact(
            "transitions",
            "about %s, %s"
                .formatted(
                    Amounts.count(forecast.transitions()),
                    UsageText.dollars(outline.usage().bill().transitions()))));
    if (forecast.executions() > 1) {
      lines.add(
          fact(
              "executions",
              Amounts.count(forecast.executions())
                  + ", each of which hands over to the next before its history is full"));
    }
    lines.addAll(costs(outline, width));
    return lines;
  }

  private static List<Line> costs(Outline outline, int width) {
    Usage usage = outline.usage();
    List<Line> lines = new ArrayList<>();
    lines.addAll(
        Fact.lines(
            "functions",
            "about %s invocations, %s GB-seconds: %s"
                .formatted(
                    Amounts.count(usage.invoked()),
                    UsageText.number(usage.gbSeconds()),
                    UsageText.counts(usage.invocations())),
            width));
    lines.addAll(
        Fact.lines(
            "calls to AWS",
            "about %s: %s"
                .formatted(
                    Amounts.count(usage.calls().total()),
                    UsageText.counts(usage.calls().byService())),
            width));
    lines.addAll(Fact.lines("cost", "about " + UsageText.bill(usage.bill()), width));
    if (outline.sharing() > 0) {
      lines.addAll(
          Fact.lines("of one server", "about " + UsageText.share(usage, outline.sharing()), width));
    }
    lines.addAll(Fact.lines("assumed", assumed(outline.assumptions()), width));
    return lines;
  }

  private static String assumed(Assumptions assumptions) {
    return "%d ms for an answer of AWS, %d ms of a function's own; %d s until a network interface is free, %d s until it is attached, %d s until an instance is gone"
        .formatted(
            assumptions.round().toMillis(),
            assumptions.ownTime().toMillis(),
            assumptions.release().toSeconds(),
            assumptions.attach().toSeconds(),
            assumptions.shutdown().toSeconds());
  }

  private static String minutes(Duration time) {
    return Amounts.minutes(time.toMillis() / 1000.0);
  }

  private static String batchWord(int batches) {
    return Amounts.count(batches) + (batches == 1 ? " batch" : " batches");
  }

  private static List<Line> verdict(Forecast forecast, int width) {
    if (forecast.stops().isEmpty()) {
      return List.of(
          Line.of(Style.GOOD, forecast.batches().isEmpty() ? "NOTHING TO REPLACE" : "WOULD START"));
    }
    List<Line> lines = new ArrayList<>();
    lines.add(Line.of(Style.BAD, "WOULD START, BUT NOT COME TO ITS END"));
    Paragraph.lines(forecast.stops().get(), "  ", width).forEach(line -> lines.add(Line.of(line)));
    return lines;
  }

  private static Line fact(String name, String value) {
    return Line.of(Style.FAINT, "  %-19s".formatted(name)).and(value);
  }
}
