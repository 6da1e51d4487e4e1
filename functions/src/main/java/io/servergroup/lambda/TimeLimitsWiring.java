package io.servergroup.lambda;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/**
 * Watches over the time limits of calls, for all clients of a function. The SDK would make five
 * threads for each client, and keep the limit of a call that was answered until it is over: after a
 * restore all that were left in the snapshot are.
 */
final class TimeLimitsWiring {
  private TimeLimitsWiring() {}

  static ScheduledExecutorService start() {
    ScheduledThreadPoolExecutor limits =
        new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().daemon().name("limits")::unstarted);
    limits.setRemoveOnCancelPolicy(true);
    return limits;
  }
}
