package io.servergroup.cli.terminal;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Columns and rows of a terminal. */
public record TerminalSize(int columns, int rows) {
  /** What terminals have had since the VT100. */
  public static final TerminalSize USUAL = new TerminalSize(80, 24);

  /** The size of the terminal the process runs in now. */
  public static TerminalSize current() {
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(new File("/dev/tty"))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      try (var output = stty.getInputStream()) {
        return parse(new String(output.readAllBytes(), StandardCharsets.US_ASCII));
      }
    } catch (IOException | UncheckedIOException e) {
      return USUAL;
    }
  }

  /** Reads what {@code stty size} prints: rows, a space, columns. */
  static TerminalSize parse(String output) {
    String[] words = output.strip().split(" ", -1);
    if (words.length != 2 || !output.strip().matches("[1-9]\\d{0,4} [1-9]\\d{0,4}")) {
      return USUAL;
    }
    return new TerminalSize(Integer.parseInt(words[1]), Integer.parseInt(words[0]));
  }
}
