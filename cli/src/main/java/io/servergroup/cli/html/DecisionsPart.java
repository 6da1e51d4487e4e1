package io.servergroup.cli.html;

import io.servergroup.cli.story.BatchStory;
import io.servergroup.cli.story.Decision;
import io.servergroup.cli.story.RolloutStory;
import io.servergroup.cli.view.Amounts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** What was decided and why, batch by batch. */
final class DecisionsPart {
  /** So many can be read at once; more are opened one batch after the other. */
  private static final int OPEN = 100;

  private DecisionsPart() {}

  static List<Element> of(RolloutStory story) {
    List<Element> parts = new ArrayList<>();
    byBatch(story)
        .forEach(
            (title, decisions) -> {
              if (!decisions.isEmpty()) {
                parts.add(part(title, decisions, story.decisions().size() <= OPEN));
              }
            });
    return parts;
  }

  private static SequencedMap<String, List<Decision>> byBatch(RolloutStory story) {
    SequencedMap<String, List<Decision>> parts = new LinkedHashMap<>();
    List<Duration> begins = new ArrayList<>();
    List<String> titles = new ArrayList<>(List.of("Before the first batch"));
    for (BatchStory batch : story.batches()) {
      begins.add(batch.from());
      titles.add(
          "Batch %d: %s, %s"
              .formatted(batch.number(), Amounts.servers(batch.servers()), batch.result().label()));
    }
    titles.forEach(title -> parts.put(title, new ArrayList<>()));
    for (Decision decision : story.decisions()) {
      long begun = begins.stream().filter(begin -> begin.compareTo(decision.at()) <= 0).count();
      // The decision to replace a batch is made at the moment it begins, and belongs to it.
      parts.get(titles.get((int) begun)).add(decision);
    }
    return parts;
  }

  private static Element part(String title, List<Decision> decisions, boolean open) {
    Tables table =
        new Tables(title, List.of("Time", "Step", "Decision", "About", "Reason", "#Times"));
    for (Decision decision : decisions) {
      table.row(
          List.of(
              Tables.name(Spans.clock(Optional.of(decision.at()))),
              Tables.cell(decision.by()),
              Tables.cell(decision.what()),
              Tables.cell(decision.subject().isEmpty() ? "–" : decision.subject()),
              Tables.cell(decision.reason()),
              Tables.number(
                  decision.times() == 1
                      ? "1"
                      : "%s until %s"
                          .formatted(
                              Amounts.count(decision.times()), Amounts.clock(decision.until())))));
    }
    Element details =
        Element.of("details")
            .and(
                Element.of("summary")
                    .and(Element.text("span", title))
                    .and(
                        Element.of("span", "count")
                            .and(Amounts.count(decisions.size(), "decision"))));
    if (open) {
      details.with("open", "open");
    }
    return details.and(table.framed());
  }
}
