package io.servergroup.lambda;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/** The real clock, environment, output and network: what handlers get in Lambda. */
final class ProductionWiring {
  /** Lambda sets it; a run on somebody's machine may not. */
  private static final String FUNCTION_NAME = "AWS_LAMBDA_FUNCTION_NAME";

  private ProductionWiring() {}

  /**
   * @throws IllegalStateException when the environment lacks a setting
   */
  static Wiring create() {
    InstantSource clock = InstantSource.system();
    Map<String, String> environment = System.getenv();
    return new Wiring(
        new SdkClientsWiring(),
        clock,
        ProductionWiring::sleep,
        Settings.of(environment),
        new JsonDecisionLog(
            System.out::println, clock, environment.getOrDefault(FUNCTION_NAME, "local")),
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
