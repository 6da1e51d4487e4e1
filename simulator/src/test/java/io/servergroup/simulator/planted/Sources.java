package io.servergroup.simulator.planted;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The project's files that bugs are planted in. */
final class Sources {
  private static final Path ROOT = Path.of("..");
  private static final Path JAVA =
      ROOT.resolve(Path.of("functions", "src", "main", "java", "io", "servergroup"));
  private static final Path STATE_MACHINES = ROOT.resolve("statemachine");

  private Sources() {}

  /** A file as it is. */
  static String of(String file) {
    Path path = file.endsWith(".java") ? JAVA.resolve(file) : STATE_MACHINES.resolve(file);
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new UncheckedIOException("a bug is planted in a file that is not there: " + path, e);
    }
  }
}
