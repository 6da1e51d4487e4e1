package io.servergroup.simulator.api;

import io.servergroup.aws.OpenRequests;
import io.servergroup.aws.Together;
import io.servergroup.simulator.kernel.Fiber;
import java.util.List;
import java.util.function.Supplier;

/**
 * Makes requests at the same time in virtual time: the caller's {@link Fiber} and parts of it work
 * at them side by side, so that all calls are made in the caller's name and nobody survives the
 * caller. Outside every fiber, where no call takes time, they are made in their order.
 */
public final class SimulatedTogether implements Together {
  @Override
  public <T> List<T> all(List<? extends Supplier<? extends T>> requests) {
    OpenRequests<T> open = new OpenRequests<>(requests);
    Fiber caller = Fiber.current();
    if (caller != null && open.workers() > 1) {
      new Workers(caller, open).work();
    } else {
      open.work();
    }
    return open.answers();
  }

  /** The caller is one of them: a fiber less to start for every call. */
  private static final class Workers {
    private final Fiber caller;
    private final OpenRequests<?> open;
    private int others;
    private boolean waiting;

    Workers(Fiber caller, OpenRequests<?> open) {
      this.caller = caller;
      this.open = open;
      this.others = open.workers() - 1;
    }

    void work() {
      for (int other = 0; other < open.workers() - 1; other++) {
        caller.startPart(open::work, this::ended);
      }
      open.work();
      // What it was killed in looks to the requests as if it had failed.
      caller.checkAlive();
      waiting = true;
      while (others > 0) {
        caller.suspend();
      }
    }

    private void ended(Throwable thrown) {
      others--;
      if (waiting && others == 0) {
        caller.wake();
      }
    }
  }
}
