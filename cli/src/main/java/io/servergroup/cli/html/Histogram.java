package io.servergroup.cli.html;

import io.servergroup.cli.html.Bins.Bin;
import io.servergroup.cli.view.Amounts;
import java.util.List;

/** Columns as high as many things there are; the bad ones hatched, at the bottom. */
final class Histogram {
  private static final double WIDTH = 560;
  private static final double LEFT = 52;
  private static final double TOP = 22;
  private static final double HEIGHT = 190;
  private static final double BOTTOM = TOP + HEIGHT;

  /** What a character of a label takes, and what is free between two labels. */
  private static final double CHARACTER = 7.5;

  private static final double BETWEEN = 6;

  private final String id;
  private final String title;
  private final String axis;
  private final List<Bin> bins;
  private final int most;

  /**
   * @param id of the picture in the page
   * @param axis what the labels of the classes are
   */
  Histogram(String id, String title, String axis, List<Bin> bins) {
    this.id = id;
    this.title = title;
    this.axis = axis;
    this.bins = bins;
    this.most = Math.max(1, bins.stream().mapToInt(Bin::all).max().orElse(1));
  }

  Element draw() {
    Element svg =
        Element.of("svg")
            .with(
                "viewBox",
                "0 0 %s %s".formatted(Coordinates.text(WIDTH), Coordinates.text(BOTTOM + 46)))
            .with("role", "img")
            .with("aria-labelledby", id + "-title " + id + "-desc")
            .and(Element.text("title", title).with("id", id + "-title"))
            .and(
                Element.text("desc", "The table below it has the numbers.")
                    .with("id", id + "-desc"));
    svg.and(Plot.label("unit", 8, 12, "runs"));
    for (int number : most == 1 ? new int[] {0, 1} : new int[] {0, most / 2, most}) {
      double y = y(number);
      svg.and(
          Element.of("line", number == 0 ? "axis" : "grid")
              .with("x1", LEFT)
              .with("x2", WIDTH)
              .with("y1", y)
              .with("y2", y));
      svg.and(
          Plot.label("tick", LEFT - 8, y + 4, Amounts.count(number)).with("text-anchor", "end"));
    }
    columns(svg);
    svg.and(
        Plot.label("unit", (LEFT + WIDTH) / 2, BOTTOM + 40, axis).with("text-anchor", "middle"));
    return svg;
  }

  private void columns(Element svg) {
    double step = (WIDTH - LEFT) / bins.size();
    double free = 0;
    for (int i = 0; i < bins.size(); i++) {
      Bin bin = bins.get(i);
      double x = LEFT + i * step;
      Element column = Element.of("g");
      column.and(rect("column", x + 1, y(bin.all()), step - 2, BOTTOM - y(bin.all())));
      if (bin.bad() > 0) {
        column.and(rect("phase unhealthy", x + 1, y(bin.bad()), step - 2, BOTTOM - y(bin.bad())));
      }
      svg.and(column.and(Element.text("title", words(bin))));
      double middle = x + step / 2;
      double half = bin.label().length() * CHARACTER / 2;
      if (middle - half >= free && middle + half <= WIDTH) {
        svg.and(Plot.label("tick", middle, BOTTOM + 18, bin.label()).with("text-anchor", "middle"));
        free = middle + half + BETWEEN;
      }
    }
  }

  private static String words(Bin bin) {
    return bin.label()
        + ": "
        + Amounts.count(bin.all(), "run")
        + (bin.bad() > 0 ? ", of which %d broke a rule".formatted(bin.bad()) : "");
  }

  private static Element rect(String look, double x, double y, double width, double height) {
    return Element.of("rect", look)
        .with("x", x)
        .with("y", y)
        .with("width", Math.max(0.5, width))
        .with("height", height);
  }

  /** The same in numbers. */
  Element table() {
    Tables table = new Tables(title, List.of(capitalized(axis), "#Runs", "#Broke a rule"));
    for (Bin bin : bins) {
      if (bin.all() > 0) {
        table.row(
            List.of(
                Tables.name(bin.label()),
                Tables.number(Amounts.count(bin.all())),
                Tables.number(Amounts.count(bin.bad()))));
      }
    }
    return Element.of("details")
        .and(Element.of("summary").and(Element.text("span", "In numbers")))
        .and(table.framed());
  }

  private static String capitalized(String words) {
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }

  private double y(int number) {
    return BOTTOM - HEIGHT * number / most;
  }
}
