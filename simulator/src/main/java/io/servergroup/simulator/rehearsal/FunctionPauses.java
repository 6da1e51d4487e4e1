package io.servergroup.simulator.rehearsal;

import io.servergroup.aws.Pause;
import io.servergroup.simulator.kernel.Fiber;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How long functions pause: as long as they ask for or, from when somebody wants it, only until
 * something has changed. They then look as soon as there is something to see, and seldom in vain.
 */
final class FunctionPauses implements Pause {
  private static final Duration LOOK = Duration.ofMillis(50);

  /** How long nothing changes until the function looks nevertheless: it has a clock, too. */
  private static final Duration LONGEST = Duration.ofSeconds(1);

  /**
   * A function whose patience lasts for some seconds counts its looks, and asks for this when it
   * has looked often enough; until then it is given every one of them.
   */
  private static final Duration COUNTED_OUT = Duration.ofSeconds(5);

  private final LongSupplier changes;
  private boolean endAtChanges;

  /**
   * @param changes how often the world has changed so far
   */
  FunctionPauses(LongSupplier changes) {
    this.changes = changes;
  }

  /** From now on a pause ends at most 50 ms after a change. */
  void endAtChanges() {
    endAtChanges = true;
  }

  @Override
  public void forAbout(Duration asked) {
    if (!endAtChanges) {
      Fiber.current().pause(asked);
      return;
    }
    boolean counted = asked.compareTo(COUNTED_OUT) < 0;
    long looks = counted ? 1 : LONGEST.dividedBy(LOOK);
    long before = changes.getAsLong();
    for (long look = 0; look < looks && changes.getAsLong() == before; look++) {
      Fiber.current().pause(LOOK);
    }
  }
}
