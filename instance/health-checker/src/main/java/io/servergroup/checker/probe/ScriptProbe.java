package io.servergroup.checker.probe;

import io.servergroup.checker.check.Outcome;
import io.servergroup.checker.check.Target;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs a command in a session of its own, so that all it starts can be ended with it.
 *
 * <p>Ending the command alone, which is what a time limit usually does, leaves what it started: a
 * {@code sleep} goes on, keeps the output open, and whoever reads that waits for it.
 */
final class ScriptProbe implements Probe {
  private static final int KEPT_BYTES = 1024;

  /** How often output is taken from a script that runs; it stops at 64 KB that nobody takes. */
  private static final long LOOK_MILLIS = 10;

  private static final int MOST_PARTS = 32;

  private final Target.Script target;

  ScriptProbe(Target.Script target) {
    this.target = target;
  }

  @Override
  public Outcome run() throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("setsid"));
    command.addAll(target.words());
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
            .start();
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    try (InputStream stream = process.getInputStream()) {
      // Looked for, never waited for: what a script leaves in the background may keep it open.
      while (!process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
        take(stream, output);
      }
      take(stream, output);
      return outcome(process.exitValue(), output);
    } catch (InterruptedException e) {
      ProcessTree.kill(process);
      throw e;
    }
  }

  private static void take(InputStream stream, ByteArrayOutputStream output) throws IOException {
    byte[] part = new byte[4096];
    // Bounded: a script that never stops writing must not keep us from looking at the time.
    for (int parts = 0; parts < MOST_PARTS && stream.available() > 0; parts++) {
      int bytes = stream.read(part);
      if (bytes < 0) {
        return;
      }
      output.write(part, 0, Math.min(bytes, KEPT_BYTES - output.size()));
    }
  }

  private static Outcome outcome(int status, ByteArrayOutputStream output) {
    String said = Failures.line(output.toString(StandardCharsets.UTF_8));
    String suffix = said.isEmpty() ? "" : ": " + said;
    return status == 0
        ? Outcome.healthy("exit status 0" + suffix)
        : Outcome.unhealthy("exit status " + status + suffix);
  }
}
