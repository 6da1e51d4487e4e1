package io.servergroup.checker.probe;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Ends a process, which leads a process group, with everything that it has started. */
final class ProcessTree {
  private static final long KILL_SECONDS = 1;

  private ProcessTree() {}

  /**
   * SIGKILL, which nobody can ignore: first to the group, then to descendants that have left it for
   * a session of their own. Those are counted before, while it is known whose children they are.
   */
  static void kill(Process leader) {
    List<ProcessHandle> descendants = leader.descendants().toList();
    killGroup(leader.pid());
    leader.destroyForcibly();
    descendants.forEach(ProcessHandle::destroyForcibly);
  }

  /** Java can signal a process, but not a group; the shell's own kill can. */
  private static void killGroup(long group) {
    try {
      Process kill =
          new ProcessBuilder("/bin/sh", "-c", "kill -s KILL -- \"-$1\"", "sh", Long.toString(group))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!kill.waitFor(KILL_SECONDS, TimeUnit.SECONDS)) {
        kill.destroyForcibly();
      }
    } catch (IOException e) {
      // No shell: the leader and its descendants are still killed one by one.
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
