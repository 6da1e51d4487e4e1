package io.servergroup.cli.view;

import java.util.ArrayList;
import java.util.List;

/** A line of a report that names something and says what it is. */
final class Fact {
  static final int WIDTH = 96;
  private static final String INDENT = " ".repeat(21);

  private Fact() {}

  static Line line(String name, String value) {
    return Line.of(Style.FAINT, "  %-19s".formatted(name)).and(value);
  }

  /** The same over as many lines as a long value takes. */
  static List<Line> lines(String name, String value) {
    return lines(name, value, WIDTH);
  }

  /**
   * @param width in columns, at which the value is broken
   */
  static List<Line> lines(String name, String value, int width) {
    List<Line> lines = new ArrayList<>();
    for (String text : Paragraph.lines(value, INDENT, width)) {
      lines.add(lines.isEmpty() ? line(name, text.strip()) : Line.of(text));
    }
    return lines;
  }
}
