package io.servergroup.lambda;

import io.servergroup.lambda.Measurements.Measure;
import io.servergroup.lambda.Measurements.Unit;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One decision and one metric by the classes that the functions use. */
final class Ours {
  private Ours() {}

  public static void main(String[] arguments) {
    InstantSource clock = InstantSource.system();
    new JsonDecisionLog(System.out::println, clock, "reconcile")
        .write(Sample.DECISION, Sample.fields());
    new EmfMetricLog(System.out::println, clock)
        .write(
            new Measurements(
                new TreeMap<>(Map.of("ServerGroup", Sample.GROUP)),
                List.of(new Measure("ClaimLatency", Unit.MILLISECONDS, List.of(Sample.LATENCY)))));
  }
}
