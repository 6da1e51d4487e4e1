package io.servergroup.cli.view;

import io.servergroup.simulator.sweep.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What a sweep reached, for people. */
final class CoverageText {
  private static final int RAREST = 3;

  private CoverageText() {}

  /**
   * A table of all kinds, the findings, and how rollouts ended.
   *
   * @param all whether everything is listed that was reached
   */
  static List<Line> lines(List<Reach> reaches, boolean all) {
    List<Line> lines = new ArrayList<>();
    lines.add(Line.EMPTY);
    lines.add(Line.of(Style.STRONG, "Coverage"));
    lines.addAll(table(reaches));
    lines.addAll(missing(reaches));
    lines.addAll(unlisted(reaches));
    reaches.stream()
        .filter(reach -> all || reach.kind() == Point.Kind.ENDING)
        .filter(reach -> !reach.counts().isEmpty())
        .forEach(reach -> lines.addAll(counts(reach)));
    return lines;
  }

  private static List<Line> table(List<Reach> reaches) {
    Table table = new Table("  ", "of", "reached", "rarest");
    for (Reach reach : reaches) {
      String reached =
          reach.listed()
              ? Amounts.count(reach.reached()) + " of " + Amounts.count(reach.reachable())
              : Amounts.count(reach.counts().size());
      table.row(
          Span.plain(reach.kind().words()),
          new Span(reach.missing().isEmpty() ? Style.PLAIN : Style.BUSY, reached),
          Span.plain(
              reach.rarest(RAREST).stream()
                  .map(entry -> entry.getKey() + " " + Amounts.count(entry.getValue()))
                  .collect(Collectors.joining(", "))));
    }
    return table.lines();
  }

  private static List<Line> missing(List<Reach> reaches) {
    List<Line> lines = new ArrayList<>();
    int findings = reaches.stream().mapToInt(reach -> reach.missing().size()).sum();
    if (findings > 0) {
      lines.add(Line.EMPTY);
      lines.add(
          Line.of(Style.STRONG, "Never reached")
              .and("  %s; more seeds may do".formatted(Amounts.count(findings, "finding"))));
      for (Reach reach : reaches) {
        reach.missing().forEach(name -> lines.add(finding(reach.kind(), name)));
      }
    }
    return lines;
  }

  private static List<Line> unlisted(List<Reach> reaches) {
    List<Line> lines = new ArrayList<>();
    for (Reach reach : reaches) {
      reach.unlisted().forEach(name -> lines.add(finding(reach.kind(), name)));
    }
    if (!lines.isEmpty()) {
      lines.addFirst(
          Line.of(Style.STRONG, "Reached, but not known to be reachable")
              .and("  " + Amounts.count(lines.size(), "finding")));
      lines.addFirst(Line.EMPTY);
    }
    return lines;
  }

  private static Line finding(Point.Kind kind, String name) {
    return Line.of(Style.FAINT, "  %-28s".formatted(kind.words())).and(Style.BUSY, name);
  }

  private static List<Line> counts(Reach reach) {
    List<Line> lines = new ArrayList<>();
    lines.add(Line.EMPTY);
    String words = reach.kind().words();
    lines.add(Line.of(Style.STRONG, Character.toUpperCase(words.charAt(0)) + words.substring(1)));
    reach
        .byCount()
        .forEach(
            entry ->
                lines.add(
                    Line.of(Style.FAINT, "%14s  ".formatted(Amounts.count(entry.getValue())))
                        .and(entry.getKey())));
    return lines;
  }
}
