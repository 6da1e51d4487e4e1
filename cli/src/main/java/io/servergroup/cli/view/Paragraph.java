package io.servergroup.cli.view;

import java.util.ArrayList;
import java.util.List;

/** Text broken into lines between words. */
public final class Paragraph {
  private Paragraph() {}

  /**
   * A line over as many lines of at most {@code width} columns as it takes, broken between words.
   *
   * @param indent in front of every line but the first
   */
  static List<Line> broken(Line line, String indent, int width) {
    List<Line> lines = new ArrayList<>();
    Line current = Line.EMPTY;
    for (Span span : line.spans()) {
      for (String word : span.text().split("(?<= )(?=[^ ])", -1)) {
        if (current.width() > indent.length()
            && current.width() + word.stripTrailing().length() > width) {
          lines.add(current);
          current = Line.of(indent);
        }
        current = current.and(span.style(), word);
      }
    }
    lines.add(current);
    return lines;
  }

  /** The same, painted. */
  public static List<Line> of(Style style, String text, String indent, int width) {
    return lines(text, indent, width).stream().map(line -> Line.of(style, line)).toList();
  }

  /**
   * Lines of at most {@code width} columns; a word that is longer has a line of its own.
   *
   * @param indent in front of every line
   */
  static List<String> lines(String text, String indent, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.strip().split("\\s+", -1)) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? indent : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
