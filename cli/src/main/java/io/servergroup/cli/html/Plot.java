package io.servergroup.cli.html;

import io.servergroup.cli.story.BatchStory;
import io.servergroup.cli.story.RolloutStory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What the pictures of one rollout have in common: the time, the batches and its end. */
final class Plot {
  static final double WIDTH = 1120;
  static final double LEFT = 164;
  private static final double RIGHT = 20;
  private static final double NUMBER_WIDTH = 20;

  private final RolloutStory story;
  private final TimeAxis axis;
  private final List<MarkSign> signs;

  Plot(RolloutStory story) {
    this.story = story;
    this.axis = new TimeAxis(LEFT, WIDTH - LEFT - RIGHT, story.shown());
    this.signs = MarkSign.of(story.marks(), axis);
  }

  TimeAxis axis() {
    return axis;
  }

  List<MarkSign> signs() {
    return signs;
  }

  /** A picture between two heights, with words for who cannot see it. */
  Element svg(String id, String title, String description, double top, double bottom) {
    return Element.of("svg")
        .with(
            "viewBox",
            "0 %s %s %s"
                .formatted(
                    Coordinates.text(top), Coordinates.text(WIDTH), Coordinates.text(bottom - top)))
        .with("role", "img")
        .with("aria-labelledby", id + "-title " + id + "-desc")
        .and(Element.text("title", title).with("id", id + "-title"))
        .and(Element.text("desc", description).with("id", id + "-desc"));
  }

  /** The bands of the batches, the ticks and the end of the rollout, behind everything else. */
  List<Element> ground(double top, double bottom) {
    List<Element> ground = new ArrayList<>();
    for (BatchStory batch : story.batches()) {
      double from = axis.x(batch.from());
      ground.add(
          Element.of("rect", batch.number() % 2 == 0 ? "band even" : "band odd")
              .with("x", from)
              .with("y", top)
              .with("width", Math.max(0, axis.x(end(batch)) - from))
              .with("height", bottom - top)
              .and(Element.text("title", words(batch))));
    }
    for (TimeAxis.Tick tick : axis.ticks()) {
      ground.add(vertical("grid", axis.x(tick.at()), top, bottom));
    }
    if (story.shown().compareTo(story.lasted()) > 0) {
      ground.add(vertical("end", axis.x(story.lasted()), top, bottom));
    }
    return ground;
  }

  /** The lines of what happened from outside, above everything else. */
  List<Element> marks(double top, double bottom) {
    return signs.stream()
        .map(sign -> vertical("mark-line " + sign.cssClass(), sign.trueX(), top, bottom))
        .toList();
  }

  /** The labels of the ticks. */
  List<Element> tickLabels(double y) {
    List<Element> labels = new ArrayList<>();
    labels.add(label("unit", LEFT - 12, y, axis.unit()).with("text-anchor", "end"));
    for (TimeAxis.Tick tick : axis.ticks()) {
      labels.add(label("tick", axis.x(tick.at()), y, tick.label()).with("text-anchor", "middle"));
    }
    return labels;
  }

  /** The numbers of the batches, as far as there is room for them. */
  List<Element> batchNumbers(double y) {
    List<Element> numbers = new ArrayList<>();
    if (!story.batches().isEmpty()) {
      numbers.add(label("unit", LEFT - 12, y, "batch").with("text-anchor", "end"));
    }
    double free = LEFT;
    for (BatchStory batch : story.batches()) {
      double middle = (axis.x(batch.from()) + axis.x(end(batch))) / 2;
      if (middle - NUMBER_WIDTH / 2 >= free) {
        String number = Integer.toString(batch.number());
        numbers.add(label("batch", middle, y, number).with("text-anchor", "middle"));
        free = middle + NUMBER_WIDTH / 2;
      }
    }
    return numbers;
  }

  static Element label(String cssClass, double x, double y, String text) {
    return Element.of("text", cssClass).with("x", x).with("y", y).and(text);
  }

  static Element vertical(String cssClass, double x, double top, double bottom) {
    return Element.of("line", cssClass)
        .with("x1", x)
        .with("x2", x)
        .with("y1", top)
        .with("y2", bottom);
  }

  private Duration end(BatchStory batch) {
    return batch.to().orElse(story.shown());
  }

  private String words(BatchStory batch) {
    return "batch %d, %s: %s"
        .formatted(
            batch.number(), Spans.of(end(batch).minus(batch.from())), batch.result().label());
  }
}
