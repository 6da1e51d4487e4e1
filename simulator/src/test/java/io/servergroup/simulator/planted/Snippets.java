package io.servergroup.simulator.planted;

/** Finds snippets in a text, however lines are broken and indented. */
final class Snippets {
  /** Around what is replaced, in a snippet that says more so that it is there only once. */
  private static final String MARK = "@@";

  private final String text;
  private final String dense;
  private final int[] positions;

  Snippets(String text) {
    this.text = text;
    StringBuilder characters = new StringBuilder();
    int[] found = new int[text.length()];
    for (int i = 0; i < text.length(); i++) {
      if (!Character.isWhitespace(text.charAt(i))) {
        found[characters.length()] = i;
        characters.append(text.charAt(i));
      }
    }
    this.dense = characters.toString();
    this.positions = found;
  }

  /**
   * A part of a text.
   *
   * @param end after its last character
   */
  record Range(int start, int end) {
    boolean overlaps(Range other) {
      return start < other.end && other.start < end;
    }
  }

  /**
   * Where a snippet is, or the part of it between two {@link #MARK}s.
   *
   * @throws IllegalStateException when it is not there exactly once: the patch is stale
   */
  Range find(String snippet, Object patch) {
    String[] parts = dense(snippet).split(MARK, -1);
    if (parts.length != 1 && parts.length != 3) {
      throw new IllegalStateException("needs no mark or two: " + patch);
    }
    String before = parts.length == 3 ? parts[0] : "";
    String wanted = parts.length == 3 ? parts[1] : parts[0];
    String all = String.join("", parts);
    int first = dense.indexOf(all);
    if (wanted.isEmpty() || first < 0) {
      throw new IllegalStateException(
          "what a patch replaces is not there any more; adapt the patch to what is: " + patch);
    }
    if (dense.indexOf(all, first + 1) >= 0) {
      throw new IllegalStateException(
          "what a patch replaces is there several times; let it tell more: " + patch);
    }
    int start = first + before.length();
    return new Range(positions[start], positions[start + wanted.length() - 1] + 1);
  }

  private static String dense(String snippet) {
    return snippet.replaceAll("\\s", "");
  }

  String text(Range range) {
    return text.substring(range.start(), range.end());
  }
}
