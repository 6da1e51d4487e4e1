package io.servergroup.cli;

import io.servergroup.simulator.sweep.SweepReport;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The hash of each run of a sweep, a line with seed and hash each, ordered by seed. */
final class HashesFile {
  /** In place of the hash of a run that came to no end. */
  private static final String NO_HASH = "-";

  private HashesFile() {}

  /** The file with that name; empty, with a finding, when it cannot be written. */
  static Optional<Path> named(String name, List<String> findings) {
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
              .formatted(Expected.HASHES.instead(name), name, e.getClass().getSimpleName()));
      return Optional.empty();
    }
  }

  /** Writes the runs that were made. */
  static void write(Path file, SweepReport report) {
    Set<Long> failed =
        report.failures().stream()
            .map(failure -> failure.request().seed())
            .collect(Collectors.toSet());
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      long seed = report.sweep().firstSeed();
      for (String hash : report.hashes()) {
        if (!hash.isEmpty() || failed.contains(seed)) {
          out.write(seed + " " + (hash.isEmpty() ? NO_HASH : hash));
          out.newLine();
        }
        seed++;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the hashes could not be written to " + file, e);
    }
  }
}
