package io.servergroup.simulator.sweep;

import io.servergroup.simulator.rehearsal.RehearsalObserver;
import io.servergroup.simulator.rehearsal.RehearsalOptions;
import io.servergroup.simulator.rehearsal.RehearsalOptions.LoadBalancerKind;
import io.servergroup.simulator.rehearsal.RehearsalReport;
import io.servergroup.simulator.rehearsal.SimulatedRehearsal;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What whole runs of the simulator cost. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 4)
@Measurement(iterations = 5, time = 4)
@Fork(1)
public class SimulatorBenchmark {
  private long seed;

  @Benchmark
  public RehearsalReport rehearsal() {
    RehearsalReport report =
        new SimulatedRehearsal()
            .run(
                new RehearsalOptions(3, "1", 7, LoadBalancerKind.BOTH, OptionalInt.empty()),
                RehearsalObserver.NONE);
    if (!report.good()) {
      throw new IllegalStateException(report.reason());
    }
    return report;
  }

  @Benchmark
  public RunResult hostileRun() {
    return HostileRun.of(RunRequest.of(++seed, FaultProfile.HARSH));
  }
}
