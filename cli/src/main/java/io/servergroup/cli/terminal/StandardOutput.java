package io.servergroup.cli.terminal;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Optional;

/** Remembers why something could not be written; a PrintStream knows only that it could not. */
public final class StandardOutput extends FilterOutputStream {
  private IOException failure;

  /**
   * @param to where it goes, unbuffered
   */
  public StandardOutput(OutputStream to) {
    super(to);
  }

  @Override
  public synchronized void write(int one) throws IOException {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public synchronized void write(byte[] bytes, int from, int length) throws IOException {
    try {
      out.write(bytes, from, length);
    } catch (IOException e) {
      if (failure == null) {
        failure = e;
      }
      throw e;
    }
  }

  /** Why something is lost. Whoever closes a pipe, as {@code head} does, has read enough. */
  public synchronized Optional<String> lost() {
    return Optional.ofNullable(failure)
        .map(e -> String.valueOf(e.getMessage()))
        .filter(why -> !why.toLowerCase(Locale.ROOT).contains("pipe"));
  }
}
