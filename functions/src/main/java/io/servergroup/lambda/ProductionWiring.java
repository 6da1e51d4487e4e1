package io.servergroup.lambda;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.crac.Core;

/** The real clock, environment, output and network: what handlers get in Lambda. */
final class ProductionWiring {
  /** Lambda sets it; a run on somebody's machine may not. */
  private static final String FUNCTION_NAME = "AWS_LAMBDA_FUNCTION_NAME";

  /** Lambda sets it: how an environment comes to be. */
  private static final String INITIALIZATION = "AWS_LAMBDA_INITIALIZATION_TYPE";

  /** Lambda's list of resources forgets those that nobody else holds. */
  private static final List<Priming> PRIMINGS = new CopyOnWriteArrayList<>();

  private ProductionWiring() {}

  /**
   * The wiring of a handler that Lambda has made; where Lambda will take a snapshot, the function
   * is primed before.
   *
   * @param maker makes one more such handler, for samples
   * @throws IllegalStateException when the environment lacks a setting
   */
  static <H extends JsonFunction<?, ?>> Wiring of(Class<H> handler, Function<Wiring, H> maker) {
    InstantSource clock = InstantSource.system();
    Map<String, String> environment = System.getenv();
    SdkClientsWiring clients = new SdkClientsWiring();
    DecisionLog log =
        new JsonDecisionLog(
            System.out::println, clock, environment.getOrDefault(FUNCTION_NAME, "local"));
    if ("snap-start".equals(environment.get(INITIALIZATION))) {
      Priming priming =
          new Priming(handler, maker, clients, clock, log, settling(), primingTime(environment));
      PRIMINGS.add(priming);
      Core.getGlobalContext().register(priming);
    }
    return new Wiring(
        clients,
        clock,
        ProductionWiring::sleep,
        Settings.of(environment),
        log,
        new EmfMetricLog(System.out::println, clock));
  }

  /**
   * How long a function may prepare for its snapshot.
   *
   * @throws IllegalStateException when the environment says something else
   */
  static Duration primingTime(Map<String, String> environment) {
    EnvironmentReader reader = new EnvironmentReader(environment);
    Duration time = reader.seconds("PRIMING_SECONDS", 1, 100).orElse(Priming.USUAL_TIME);
    reader.complain();
    return time;
  }

  private static Settling settling() {
    return new Settling(
        ManagementFactory.getCompilationMXBean()::getTotalCompilationTime, ProductionWiring::sleep);
  }

  /** Lets real time pass. */
  static void sleep(Duration duration) {
    try {
      Thread.sleep(duration);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the function was interrupted while it paused", e);
    }
  }
}
