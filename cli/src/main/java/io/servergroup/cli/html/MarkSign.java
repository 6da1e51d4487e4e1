package io.servergroup.cli.html;

import io.servergroup.cli.story.Mark;
import io.servergroup.cli.view.Amounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Where something from outside is shown.
 *
 * @param number by which the list below the picture explains it, from 1
 * @param x of its number, which may have to stand aside
 * @param trueX of the moment itself
 */
record MarkSign(Mark mark, int number, double x, double trueX) {
  private static final double APART = 20;

  /** In the order of their times; numbers do not overlap. */
  static List<MarkSign> of(List<Mark> marks, TimeAxis axis) {
    List<MarkSign> signs = new ArrayList<>();
    double free = 0;
    for (Mark mark : marks) {
      double trueX = axis.x(mark.at());
      double x = Math.max(trueX, free);
      signs.add(new MarkSign(mark, signs.size() + 1, x, trueX));
      free = x + APART;
    }
    return signs;
  }

  /** By the kind of the mark, whose shape and colour differ. */
  String cssClass() {
    return "mark-" + mark.kind().name().toLowerCase(Locale.ROOT);
  }

  /** Its number in a frame. */
  Element flag(double y) {
    return Element.of("g", "flag " + cssClass())
        .and(shape(x, y, 9))
        .and(
            Plot.label("flag-number", x, y + 4, Integer.toString(number))
                .with("text-anchor", "middle"))
        .and(
            Element.text(
                "title",
                "%s, %s: %s"
                    .formatted(Amounts.clock(mark.at()), mark.kind().label(), mark.text())));
  }

  /** The frame alone, at its very moment. */
  Element dot(double y) {
    return Element.of("g", "flag " + cssClass())
        .and(shape(trueX, y, 5))
        .and(Element.text("title", mark.kind().label() + ": " + mark.text()));
  }

  private Element shape(double x, double y, double size) {
    return switch (mark.kind()) {
      case FAULT -> polygon(x, y, size * 1.25, 0, -1, 1, 0, 0, 1, -1, 0);
      case ALARM -> polygon(x, y + size * 0.2, size * 1.2, 0, -1.15, 1.1, 0.8, -1.1, 0.8);
      case RULE -> polygon(x, y, size * 0.9, -1, -1, 1, -1, 1, 1, -1, 1);
      case PERSON -> Element.of("circle").with("cx", x).with("cy", y).with("r", size);
    };
  }

  private static Element polygon(double x, double y, double size, double... corners) {
    List<String> points = new ArrayList<>();
    for (int i = 0; i < corners.length; i += 2) {
      points.add(
          Coordinates.text(x + corners[i] * size)
              + ","
              + Coordinates.text(y + corners[i + 1] * size));
    }
    return Element.of("polygon").with("points", String.join(" ", points));
  }
}
