package io.servergroup.cli.html;

import io.servergroup.cli.story.Figure;
import io.servergroup.cli.story.Tally;
import io.servergroup.cli.view.Amounts;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Parts that every report has. */
final class Sections {
  private Sections() {}

  /** A part of the page with a heading, to which the contents lead. */
  static Element of(String id, String title) {
    return Element.of("section")
        .with("id", id)
        .with("aria-labelledby", id + "-heading")
        .and(Element.text("h2", title).with("id", id + "-heading"));
  }

  /** The contents: where the parts are. */
  static Element contents(Map<String, String> titles) {
    Element list = Element.of("ul");
    titles.forEach(
        (id, title) ->
            list.and(Element.of("li").and(Element.text("a", title).with("href", "#" + id))));
    return Element.of("nav").with("aria-label", "Contents").and(list);
  }

  /** Numbers one can read from afar. */
  static Element figures(List<Figure> figures) {
    Element list = Element.of("dl", "figures");
    for (Figure figure : figures) {
      Element entry =
          Element.of("div")
              .and(Element.text("dt", figure.name()))
              .and(Element.of("dd", "value").and(figure.value()));
      if (!figure.note().isEmpty()) {
        entry.and(Element.of("dd", "note").and(figure.note()));
      }
      list.and(entry);
    }
    return list;
  }

  /** How often things happened, the most frequent first. */
  static Element tally(Tally tally) {
    Tables table = new Tables(tally.title(), List.of(tally.thing(), "#Times"));
    tally.counts().entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .forEach(
            count ->
                table.row(
                    List.of(
                        Tables.name(count.getKey()),
                        Tables.number(Amounts.count(count.getValue())))));
    table.row(List.of(Tables.name("all"), Tables.number(Amounts.count(tally.total()))));
    return table.framed();
  }
}
