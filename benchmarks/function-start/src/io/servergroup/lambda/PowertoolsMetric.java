package io.servergroup.lambda;

import software.amazon.lambda.powertools.metrics.Metrics;
import software.amazon.lambda.powertools.metrics.MetricsBuilder;
import software.amazon.lambda.powertools.metrics.model.MetricUnit;

/** One metric by Powertools. */
final class PowertoolsMetric {
  private PowertoolsMetric() {}

  static void write() {
    Metrics metrics =
        MetricsBuilder.builder()
            .withNamespace(Sample.NAMESPACE)
            .withDefaultDimension("ServerGroup", Sample.GROUP)
            .build();
    metrics.addMetric("ClaimLatency", Sample.LATENCY, MetricUnit.MILLISECONDS);
    metrics.flush();
  }
}
