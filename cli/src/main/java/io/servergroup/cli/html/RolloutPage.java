package io.servergroup.cli.html;

import io.servergroup.cli.story.Ending;
import io.servergroup.cli.story.Mark;
import io.servergroup.cli.story.Origin;
import io.servergroup.cli.story.RolloutStory;
import io.servergroup.cli.view.Amounts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** The report of one rollout. */
public final class RolloutPage {
  private final RolloutStory story;
  private final Plot plot;
  private final SequencedMap<String, String> titles = new LinkedHashMap<>();

  private RolloutPage(RolloutStory story) {
    this.story = story;
    this.plot = new Plot(story);
  }

  /** The whole document. */
  public static String of(RolloutStory story) {
    return new RolloutPage(story).write();
  }

  private String write() {
    List<Element> parts = new ArrayList<>();
    if (!story.violations().isEmpty()) {
      parts.add(lines(part("rules", "Broken rules"), "bad-list", story.violations()));
    }
    // Nobody looked after servers on behalf of a rollout that never began, so it has no pictures.
    boolean began = story.ending().verdict() != Ending.Verdict.REFUSED;
    if (began) {
      parts.add(pictures());
    }
    if (!story.marks().isEmpty()) {
      parts.add(marks());
    }
    if (!story.gaps().isEmpty()) {
      parts.add(lines(part("gaps", "What could not be read"), "plain-list", story.gaps()));
    }
    if (began) {
      parts.add(
          part("servers", "Servers")
              .and(ServersTable.of(story))
              .and(ServersTable.instances(story)));
    }
    if (!story.batches().isEmpty()) {
      parts.add(part("batches", "Batches").and(BatchesTable.of(story)));
    }
    if (!story.decisions().isEmpty()) {
      parts.add(part("decisions", "Decisions and their reasons").all(DecisionsPart.of(story)));
    }
    parts.add(cost());
    Headline headline = new Headline(story);
    Element header =
        Element.of("header")
            .and(Element.of("p", "kicker").and(kicker()))
            .and(Element.text("h1", "Rollout of " + story.group()))
            .and(headline.outcome());
    if (began) {
      header.and(headline.figures());
    }
    return Page.of(
        "%s: rollout of %s".formatted(word(), story.group()),
        List.of(
            header,
            Sections.contents(titles),
            Element.of("main").and(Phases.patterns()).all(parts),
            footer()));
  }

  private Element part(String id, String title) {
    titles.put(id, title);
    return Sections.of(id, title);
  }

  private Element pictures() {
    Element pictures = Element.of("div", "pictures").and(new CapacityChart(story, plot).draw());
    pictures.all(new Timeline(story, plot).draw());
    return part("timeline", "What happened when")
        .and(
            Element.of("figure")
                .and(Tables.scrolling("Pictures of capacity and servers over time", pictures))
                .and(Phases.legend(story)));
  }

  private Element marks() {
    Tables table =
        new Tables(
            "Numbered as in the pictures",
            List.of("No.", "#Time", "Kind", "Server", "What happened"));
    for (MarkSign sign : plot.signs()) {
      Mark mark = sign.mark();
      table.row(
          List.of(
              Tables.name(Integer.toString(sign.number())),
              Tables.number(Amounts.clock(mark.at())),
              Tables.cell(mark.kind().label()),
              Tables.cell(
                  mark.server().isPresent() ? Integer.toString(mark.server().getAsInt()) : "–"),
              Tables.cell(mark.text())));
    }
    return part("marks", "What came from outside").and(table.framed());
  }

  private Element cost() {
    Element part = part("cost", "Cost and calls").and(Sections.figures(story.figures()));
    Element tallies = Element.of("div", "columns");
    story.tallies().forEach(tally -> tallies.and(Sections.tally(tally)));
    return part.and(tallies);
  }

  private static Element lines(Element part, String look, List<String> lines) {
    Element list = Element.of("ul", look);
    lines.forEach(line -> list.and(Element.text("li", line)));
    return part.and(list);
  }

  private String word() {
    return switch (story.ending().verdict()) {
      case SUCCEEDED -> "Succeeded";
      case STOPPED_AS_EXPECTED -> "Stopped as it should";
      case FAILED -> "Failed";
      case REFUSED -> "Refused";
      case RUNNING -> "Running";
    };
  }

  private String kicker() {
    return switch (story.origin()) {
      case Origin.Rehearsal(long seed, String _) ->
          "Rehearsal on simulated AWS, in virtual time · seed " + seed;
      case Origin.Account(String _, var began) -> "Rollout · started " + Instants.text(began);
    };
  }

  private Element footer() {
    Element footer = Element.of("footer");
    return switch (story.origin()) {
      case Origin.Rehearsal(long _, String command) ->
          footer
              .and(
                  Element.text(
                      "p",
                      "Times are hours, minutes and seconds since the start. The same command makes the same report:"))
              .and(Element.of("p").and(Element.text("code", command)));
      case Origin.Account(String execution, var began) ->
          footer
              .and(
                  Element.text(
                      "p",
                      "Times are hours, minutes and seconds since the start at %s. Execution:"
                          .formatted(Instants.text(began))))
              .and(Element.of("p").and(Element.text("code", execution)));
    };
  }
}
