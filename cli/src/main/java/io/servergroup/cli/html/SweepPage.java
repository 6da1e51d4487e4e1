package io.servergroup.cli.html;

import io.servergroup.cli.story.SweepStory;
import io.servergroup.cli.story.SweepStory.Failure;
import io.servergroup.cli.story.SweepStory.Run;
import io.servergroup.cli.view.Amounts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** The report of a sweep. */
public final class SweepPage {
  /** More would not be read. */
  private static final int MOST_FAILURES = 200;

  /** Widths of classes of time, in minutes. */
  private static final long[] MINUTES = {1, 2, 5, 10, 15, 30, 60, 120, 240, 480};

  private static final int MOST_CLASSES = 24;
  private static final int TENTH = 10;

  private final SweepStory story;
  private final SequencedMap<String, String> titles = new LinkedHashMap<>();

  private SweepPage(SweepStory story) {
    this.story = story;
  }

  /** The whole document. */
  public static String of(SweepStory story) {
    return new SweepPage(story).write();
  }

  private String write() {
    List<Element> parts = new ArrayList<>();
    if (!story.good()) {
      parts.add(failures());
    }
    if (!story.runs().isEmpty()) {
      parts.add(distributions());
    }
    if (!story.faults().isEmpty()) {
      parts.add(faults());
    }
    parts.add(part("endings", "Rollouts").and(Sections.tally(story.endings())));
    if (!story.missing().isEmpty()) {
      parts.add(missing());
    }
    return Page.of(
        title(),
        List.of(
            Element.of("header")
                .and(Element.of("p", "kicker").and(kicker()))
                .and(Element.text("h1", "Sweep of hostile runs"))
                .and(outcome())
                .and(Sections.figures(story.figures())),
            Sections.contents(titles),
            Element.of("main").and(Phases.patterns()).all(parts),
            Element.of("footer")
                .and(
                    Element.text(
                        "p",
                        "Hash %s. The same command makes the same report:".formatted(story.hash())))
                .and(Element.of("p").and(Element.text("code", story.command())))));
  }

  private String title() {
    return story.good()
        ? "No rule broken: sweep of hostile runs"
        : "Rules broken: sweep of hostile runs";
  }

  private String kicker() {
    String seeds =
        story.runs().isEmpty()
            ? ""
            : " · seeds %d to %d"
                .formatted(story.runs().getFirst().seed(), story.runs().getLast().seed());
    return "Rehearsals on simulated AWS, faults %s%s".formatted(story.profile(), seeds);
  }

  private Element part(String id, String title) {
    titles.put(id, title);
    return Sections.of(id, title);
  }

  private Element outcome() {
    String broke = Amounts.count(story.failures().size());
    String runs = Amounts.count(story.runs().size(), "run");
    return Headline.outcome(
        story.good(),
        story.good() ? "No rule was broken" : "Rules were broken",
        (story.good()
                ? "Whatever went wrong in %s, every rule held, and every cluster healed by itself"
                    .formatted(runs)
                : "%s of %s broke a rule; each has a command that repeats it"
                    .formatted(broke, runs))
            + (story.runs().size() < story.asked()
                ? ". The sweep was stopped before its end."
                : "."));
  }

  private Element failures() {
    Tables table =
        new Tables(
            "Runs that broke a rule",
            List.of(
                "Seed", "#Servers", "#Faults", "What was broken, and the command that repeats it"));
    for (Failure failure : story.failures().stream().limit(MOST_FAILURES).toList()) {
      Element what = Element.of("td");
      failure.violations().forEach(text -> what.and(Element.text("p", text)));
      what.and(Element.of("p").and(Element.text("code", failure.command())));
      table.row(
          List.of(
              Tables.name(Long.toString(failure.run().seed())),
              Tables.number(Amounts.count(failure.run().servers())),
              Tables.number(Amounts.count(failure.faults())),
              what));
    }
    Element part = part("failures", "Broken rules").and(table.framed());
    int more = story.failures().size() - MOST_FAILURES;
    return more > 0
        ? part.and(
            Element.text(
                "p", "And %s; --json lists all.".formatted(Amounts.count(more, "other run"))))
        : part;
  }

  private Element distributions() {
    return part("distributions", "How the runs went")
        .and(
            Element.of("div", "columns")
                .and(
                    figure(
                        "How long runs took, in virtual time",
                        new Histogram("durations", "How long runs took", "minutes", durations())))
                .and(
                    figure(
                        "The least share of servers that was healthy while rollouts ran; zones that"
                            + " go down and people who interfere included",
                        new Histogram(
                            "lowest", "Lowest share of healthy servers", "percent", lowest()))));
  }

  private static Element figure(String caption, Histogram histogram) {
    return Element.of("figure", "histogram")
        .and(Element.text("figcaption", caption))
        .and(histogram.draw())
        .and(histogram.table());
  }

  private List<Bins.Bin> durations() {
    long most = story.runs().stream().mapToLong(run -> run.took().toMinutes()).max().orElse(0);
    long step = MINUTES[MINUTES.length - 1];
    for (int i = MINUTES.length - 1; i >= 0 && most / MINUTES[i] < MOST_CLASSES; i--) {
      step = MINUTES[i];
    }
    long width = step;
    return Bins.of(
        story.runs(),
        run -> run.took().toMinutes(),
        run -> !run.good(),
        width,
        most,
        from -> width == 1 ? Long.toString(from) : from + "–" + (from + width));
  }

  private List<Bins.Bin> lowest() {
    List<Run> counted = story.runs().stream().filter(run -> run.lowest().isPresent()).toList();
    return Bins.of(
        counted,
        run -> run.lowestPercent().getAsInt(),
        run -> !run.good(),
        TENTH,
        100,
        from -> from == 100 ? "100" : from + "–" + (from + TENTH - 1));
  }

  private Element faults() {
    Tables table =
        new Tables(
            "What went wrong on purpose",
            List.of("Fault", "What it is", "#Times", "#In runs", "#That broke a rule"));
    story
        .faults()
        .forEach(
            (kind, count) ->
                table.row(
                    List.of(
                        Tables.name(kind),
                        Tables.cell(count.meaning()),
                        Tables.number(Amounts.count(count.times())),
                        Tables.number(Amounts.count(count.runs())),
                        Tables.number(Amounts.count(count.failing())))));
    return part("faults", "Faults").and(table.framed());
  }

  private Element missing() {
    Element list = Element.of("ul", "plain-list");
    story.missing().forEach(point -> list.and(Element.text("li", point)));
    return part("missing", "What no run reached, though a run could").and(list);
  }
}
