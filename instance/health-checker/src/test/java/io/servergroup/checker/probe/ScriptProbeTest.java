package io.servergroup.checker.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.checker.check.Outcome;
import io.servergroup.checker.check.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptProbeTest {
  @TempDir private Path folder;

  @Test
  void theExitStatusDecidesAndTheOutputExplains() throws Exception {
    assertEquals(Outcome.healthy("exit status 0: fine"), run("echo fine"));
    assertEquals(Outcome.healthy("exit status 0"), run("true"));
    assertEquals(
        Outcome.unhealthy("exit status 3: disk full now"),
        run("echo disk >&2; echo full now; exit 3"));
  }

  @Test
  void ofMuchOutputTheBeginningIsKept() throws Exception {
    Outcome outcome = run("head -c 1000000 /dev/zero | tr '\\0' x; exit 1");

    assertTrue(outcome.message().startsWith("exit status 1: xxx"), outcome.message());
    assertTrue(outcome.message().length() < 400, outcome.message());
  }

  @Test
  void whatAScriptLeavesInTheBackgroundIsNotWaitedFor() throws Exception {
    Path pid = folder.resolve("pid");
    try {
      assertEquals(
          Outcome.healthy("exit status 0: done"),
          run("sleep 600 & echo $! >" + pid + "; echo done"));
    } finally {
      handle(pid).destroyForcibly();
    }
  }

  @Test
  void aScriptReadsNothing() throws Exception {
    assertEquals(Outcome.healthy("exit status 0: end"), run("read line || echo end"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // Ignores SIGTERM, as does what it starts; the grandchild keeps the output open.
        "trap '' TERM; sh -c 'trap \"\" TERM; echo $$ >PID; while :; do sleep 600; done' & wait",
        // Left the process group for a session of its own.
        "setsid sh -c 'echo $$ >PID; exec sleep 600' & while :; do sleep 600; done",
        // Never stops writing.
        "sh -c 'echo $$ >PID; exec yes'",
      })
  void theTimeLimitEndsGrandchildrenTheyMayIgnoreWhatTheyLike(String script) throws Exception {
    Path pid = folder.resolve("pid");
    Probe probe = probe(script.replace("PID", pid.toString()));
    CountDownLatch ended = new CountDownLatch(1);
    Thread check =
        Thread.startVirtualThread(
            () -> {
              assertThrows(InterruptedException.class, probe::run);
              ended.countDown();
            });
    ProcessHandle grandchild = handle(pid);
    assertTrue(grandchild.isAlive());

    check.interrupt();
    ended.await();

    // Killed; its new parent only has to notice.
    grandchild.onExit().get(20, TimeUnit.SECONDS);
    assertFalse(grandchild.isAlive());
  }

  @Test
  void aCommandThatIsNotThereFails() throws Exception {
    Outcome outcome = new ScriptProbe(new Target.Script(List.of("no-such-command"), "x")).run();

    assertFalse(outcome.passes());
    assertTrue(outcome.message().contains("no-such-command"), outcome.message());
  }

  private static Outcome run(String script) throws Exception {
    return probe(script).run();
  }

  private static Probe probe(String script) {
    return new ScriptProbe(new Target.Script(List.of("sh", "-c", script), script));
  }

  /** The process whose number is in the file, as soon as it is. */
  private static ProcessHandle handle(Path pid) throws IOException, InterruptedException {
    while (!Files.exists(pid) || !Files.readString(pid).endsWith("\n")) {
      Thread.sleep(5);
    }
    return ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).orElseThrow();
  }
}
