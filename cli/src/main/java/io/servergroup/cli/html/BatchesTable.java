package io.servergroup.cli.html;

import io.servergroup.cli.story.BatchStory;
import io.servergroup.cli.story.RolloutStory;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** The batches in numbers. */
final class BatchesTable {
  private BatchesTable() {}

  static Element of(RolloutStory story) {
    Tables table =
        new Tables(
            "Batches in their order",
            List.of("Batch", "Servers", "#Began", "#Took", "#Lowest health", "Result"));
    for (BatchStory batch : story.batches()) {
      OptionalInt lowest = story.capacity().lowest(batch.from(), batch.to().orElse(story.shown()));
      table.row(
          List.of(
              Tables.name(Integer.toString(batch.number())),
              Tables.cell(
                  batch.servers().stream().map(String::valueOf).collect(Collectors.joining(", "))),
              Tables.number(Spans.clock(Optional.of(batch.from()))),
              Tables.number(batch.to().map(to -> Spans.of(to.minus(batch.from()))).orElse("–")),
              Tables.number(
                  lowest.isPresent()
                      ? "%d of %d".formatted(lowest.getAsInt(), story.capacity().servers())
                      : "–"),
              Tables.cell(batch.result().label())));
    }
    return table.framed();
  }
}
