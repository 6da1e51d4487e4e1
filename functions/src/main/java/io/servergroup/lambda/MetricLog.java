package io.servergroup.lambda;

/** Where measurements are written, for CloudWatch to make metrics of. */
@FunctionalInterface
public interface MetricLog {
  /** Writes all that was measured; one call may become several lines. */
  void write(Measurements measurements);
}
