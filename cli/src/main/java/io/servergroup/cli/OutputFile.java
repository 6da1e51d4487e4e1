package io.servergroup.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/** A file that somebody asked for, which has to turn out writable before the work begins. */
final class OutputFile {
  private OutputFile() {}

  /** The file with that name; empty, with a finding, when it cannot be written. */
  static Optional<Path> named(Expected option, String name, List<String> findings) {
    try {
      Path file = Path.of(name);
      // Creates it, and keeps what is in it until there is something to write.
      Files.newOutputStream(
              file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)
          .close();
      return Optional.of(file);
    } catch (IOException | InvalidPathException e) {
      findings.add(
          "%s (%s cannot be written: %s)"
              .formatted(option.instead(name), name, e.getClass().getSimpleName()));
      return Optional.empty();
    }
  }

  /** Writes all of it. */
  static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " could not be written", e);
    }
  }
}
