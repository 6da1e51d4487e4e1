package io.servergroup.cli.terminal;

import java.time.Duration;

/** The time of the person who watches. */
public interface RealTime {
  /** The process' own clock. */
  RealTime SYSTEM =
      new RealTime() {
        @Override
        public Duration now() {
          return Duration.ofNanos(System.nanoTime());
        }

        @Override
        public void sleep(Duration time) {
          try {
            Thread.sleep(time);
          } catch (InterruptedException e) {
            // Whoever interrupts wants to get on; the pause is only for the eye.
            Thread.currentThread().interrupt();
          }
        }
      };

  /** Time since an arbitrary origin. */
  Duration now();

  /** Waits. */
  void sleep(Duration time);
}
