package io.servergroup.cli.view;

import io.servergroup.simulator.sweep.SweepReport;
import java.time.Duration;
import java.util.Optional;

/**
 * A sweep that is over.
 *
 * @param took real time
 * @param stopped whether somebody stopped it before its end
 * @param shrunk what became of its first failing run; empty when none was to be made smaller
 */
public record SweepOutcome(
    SweepReport report, Duration took, boolean stopped, Optional<Shrunk> shrunk) {
  SweepProgress progress() {
    return new SweepProgress(report.runs(), report.sweep().seeds(), report.failures().size(), took);
  }

  long lastSeed() {
    return report.sweep().firstSeed() + report.sweep().seeds() - 1;
  }
}
