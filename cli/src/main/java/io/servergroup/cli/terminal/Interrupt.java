package io.servergroup.cli.terminal;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Whether the person wants to stop; what was found so far is still told until this is closed. */
public interface Interrupt extends AutoCloseable {
  /** How long the process waits for that. */
  Duration PATIENCE = Duration.ofSeconds(15);

  /** Whether somebody has asked to stop. */
  boolean asked();

  /** Everything is told: the process may end. */
  @Override
  void close();

  /** Ctrl-C, and every other polite request to end the process. */
  static Interrupt ofProcess() {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch told = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  asked.countDown();
                  await(told);
                },
                "let the report be told"));
    return new Interrupt() {
      @Override
      public boolean asked() {
        return asked.getCount() == 0;
      }

      @Override
      public void close() {
        told.countDown();
      }
    };
  }

  private static void await(CountDownLatch told) {
    try {
      if (!told.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        System.err.println("rollout: what runs does not end in time; there is no report");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
