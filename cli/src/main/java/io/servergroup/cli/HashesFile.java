package io.servergroup.cli;

import io.servergroup.simulator.sweep.SweepReport;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;

/** The hash of each run of a sweep, a line with seed and hash each, ordered by seed. */
final class HashesFile {
  /** In place of the hash of a run that came to no end. */
  private static final String NO_HASH = "-";

  private HashesFile() {}

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
      throw new UnwrittenException(file, e);
    }
  }
}
