package io.servergroup.lambda;

import java.time.Duration;
import java.time.InstantSource;

/** The real clock, environment, output and network: what handlers get in Lambda. */
final class ProductionWiring {
  private ProductionWiring() {}

  /**
   * @throws IllegalStateException when the environment lacks a setting
   */
  static Wiring create() {
    InstantSource clock = InstantSource.system();
    return new Wiring(
        new SdkClientsWiring(),
        clock,
        ProductionWiring::sleep,
        Settings.of(System.getenv()),
        new JsonDecisionLog(System.out::println),
        new EmfMetricLog(System.out::println, clock));
  }

  private static void sleep(Duration duration) {
    try {
      Thread.sleep(duration);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the function was interrupted while it paused", e);
    }
  }
}
