package io.servergroup.lambda;

import java.time.InstantSource;

/** One decision by our class, one metric by Powertools. */
final class PowertoolsMetrics {
  private PowertoolsMetrics() {}

  public static void main(String[] arguments) {
    new JsonDecisionLog(System.out::println, InstantSource.system(), "reconcile")
        .write(Sample.DECISION, Sample.fields());
    PowertoolsMetric.write();
  }
}
