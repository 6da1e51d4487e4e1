package io.servergroup.cli.html;

import io.servergroup.cli.story.Capacity;
import io.servergroup.cli.story.RolloutStory;
import java.util.List;
import java.util.OptionalInt;
import java.util.TreeSet;

/** The number of healthy servers over time, against the floor. */
final class CapacityChart {
  private static final double TOP = 64;
  private static final double HEIGHT = 120;
  private static final double BOTTOM = TOP + HEIGHT;
  private static final double FLAGS = 20;
  private static final double NUMBERS = 54;

  /** Up to so many servers the picture begins at zero. */
  private static final int FROM_ZERO = 12;

  private final RolloutStory story;
  private final Capacity capacity;
  private final Plot plot;
  private final int least;

  CapacityChart(RolloutStory story, Plot plot) {
    this.story = story;
    this.capacity = story.capacity();
    this.plot = plot;
    this.least = least(capacity);
  }

  /** Below what is shown, nothing is. */
  private static int least(Capacity capacity) {
    if (capacity.servers() <= FROM_ZERO) {
      return 0;
    }
    int lowest = Math.min(capacity.lowest().orElse(capacity.servers()), capacity.floor().orElse(0));
    return Math.max(0, lowest - Math.max(2, capacity.servers() / 10));
  }

  Element draw() {
    Element svg =
        plot.svg(
            "capacity",
            "Healthy servers over time",
            description(),
            plot.signs().isEmpty() ? NUMBERS - 18 : 0,
            BOTTOM + 12);
    svg.all(plot.ground(TOP - 22, BOTTOM)).all(plot.batchNumbers(NUMBERS));
    axis(svg);
    belowFloor(svg);
    if (!capacity.levels().isEmpty()) {
      svg.and(Element.of("path", "capacity-area").with("d", steps() + closing()));
      svg.and(Element.of("path", "capacity-line").with("d", steps()));
    }
    floorLine(svg);
    svg.all(plot.marks(FLAGS, BOTTOM));
    plot.signs().forEach(sign -> svg.and(sign.flag(FLAGS)));
    end(svg);
    return svg;
  }

  private void axis(Element svg) {
    svg.and(Plot.label("row-title", 8, TOP + 4, "healthy"));
    svg.and(Plot.label("row-note", 8, TOP + 20, "of " + capacity.servers()));
    TreeSet<Integer> numbers = new TreeSet<>(List.of(least, capacity.servers()));
    if (capacity.lowest().isPresent()) {
      numbers.add(capacity.lowest().getAsInt());
    }
    if (capacity.floor().isPresent()) {
      numbers.add(capacity.floor().getAsInt());
    }
    double free = Double.MAX_VALUE;
    for (int number : numbers) {
      double y = y(number);
      if (y <= free) {
        svg.and(
            Plot.label("tick", Plot.LEFT - 12, y + 4, Integer.toString(number))
                .with("text-anchor", "end"));
        free = y - 14;
      }
    }
    svg.and(horizontal("axis", BOTTOM));
  }

  private void belowFloor(Element svg) {
    if (capacity.floor().isEmpty()) {
      return;
    }
    double y = y(capacity.floor().getAsInt());
    svg.and(
        Element.of("rect", "below-floor")
            .with("x", Plot.LEFT)
            .with("y", y)
            .with("width", plot.axis().width())
            .with("height", BOTTOM - y)
            .and(Element.text("title", "below the floor")));
  }

  private void floorLine(Element svg) {
    OptionalInt floor = capacity.floor();
    if (floor.isEmpty()) {
      return;
    }
    double y = y(floor.getAsInt());
    svg.and(horizontal("floor-line", y));
    svg.and(
        Plot.label("floor-label", Plot.LEFT + plot.axis().width() - 6, y + 15, words(floor))
            .with("text-anchor", "end"));
  }

  private static String words(OptionalInt floor) {
    return "floor: " + floor.getAsInt();
  }

  private void end(Element svg) {
    if (story.shown().compareTo(story.lasted()) > 0) {
      double x = plot.axis().x(story.lasted());
      svg.and(
          Plot.label("end-label", x - 6, BOTTOM - 8, "the rollout ends")
              .with("text-anchor", "end"));
    }
  }

  private String steps() {
    StringBuilder path = new StringBuilder();
    for (Capacity.Level level : capacity.levels()) {
      String x = Coordinates.text(plot.axis().x(level.at()));
      path.append(path.isEmpty() ? "M" + x + " " : "H" + x + "V");
      path.append(Coordinates.text(y(level.healthy())));
    }
    return path.append('H').append(Coordinates.text(plot.axis().x(story.shown()))).toString();
  }

  private String closing() {
    return "V"
        + Coordinates.text(BOTTOM)
        + "H"
        + Coordinates.text(plot.axis().x(capacity.levels().getFirst().at()))
        + "Z";
  }

  private static Element horizontal(String cssClass, double y) {
    return Element.of("line", cssClass)
        .with("x1", Plot.LEFT)
        .with("x2", Plot.WIDTH - 20)
        .with("y1", y)
        .with("y2", y);
  }

  private double y(int healthy) {
    int range = Math.max(1, capacity.servers() - least);
    return BOTTOM - HEIGHT * (Math.max(healthy, least) - least) / range;
  }

  private String description() {
    return "%d servers; at the lowest %s were healthy; the floor is %s. The table of batches has the numbers."
        .formatted(
            capacity.servers(),
            capacity.lowest().isPresent() ? capacity.lowest().getAsInt() : "an unknown number",
            capacity.floor().isPresent() ? capacity.floor().getAsInt() : "unknown");
  }
}
