package io.servergroup.cli.view;

import java.util.ArrayList;
import java.util.List;

/** Text broken into lines between words. */
final class Paragraph {
  private Paragraph() {}

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
