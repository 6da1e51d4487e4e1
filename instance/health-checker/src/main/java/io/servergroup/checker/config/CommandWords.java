package io.servergroup.checker.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Splits a command into words as a shell does, but replaces nothing in them. */
final class CommandWords {
  private CommandWords() {}

  /** Empty when a quote is not closed. */
  static Optional<List<String>> of(String written) {
    List<String> words = new ArrayList<>();
    StringBuilder word = null;
    char quote = 0;
    for (int i = 0; i < written.length(); i++) {
      char next = written.charAt(i);
      if (quote == 0 && Character.isWhitespace(next)) {
        if (word != null) {
          words.add(word.toString());
          word = null;
        }
        continue;
      }
      word = word == null ? new StringBuilder() : word;
      if (next == '\\' && quote != '\'' && i + 1 < written.length()) {
        i++;
        word.append(written.charAt(i));
      } else if (quote == 0 && (next == '"' || next == '\'')) {
        quote = next;
      } else if (quote != 0 && next == quote) {
        quote = 0;
      } else {
        word.append(next);
      }
    }
    if (quote != 0) {
      return Optional.empty();
    }
    if (word != null) {
      words.add(word.toString());
    }
    return Optional.of(words);
  }
}
