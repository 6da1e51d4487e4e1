package io.servergroup.cli;

import java.io.IOException;
import java.nio.file.Path;

/** A file that could be written when the work began cannot any more; the message says why. */
@SuppressWarnings("serial") // Never serialized: it lives from the work to its guard.
final class UnwrittenException extends RuntimeException {
  UnwrittenException(Path file, IOException cause) {
    super(
        "%s could not be written (%s)".formatted(file, OutputFile.why(file.toString(), cause)),
        cause);
  }
}
