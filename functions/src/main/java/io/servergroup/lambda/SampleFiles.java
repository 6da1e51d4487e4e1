package io.servergroup.lambda;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;

/** The files of the sample, which travel with the functions below {@code priming/}. */
final class SampleFiles {
  private SampleFiles() {}

  /** Reads one; empty when there is none of that name. */
  static Optional<byte[]> read(String name) {
    try (InputStream in = SampleFiles.class.getResourceAsStream("/priming/" + name)) {
      return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
