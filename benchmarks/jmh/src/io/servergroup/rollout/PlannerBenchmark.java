package io.servergroup.rollout;

import io.servergroup.health.GroupHealth;
import io.servergroup.health.SampleGroup;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What NextBatch has to think after it has read. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class PlannerBenchmark {
  @Param({"10", "1000", "10000"})
  int servers;

  private SampleGroup sample;
  private RolloutPlan plan;
  private Situation known;

  @Setup
  public void readGroup() {
    sample = SampleGroup.of(servers);
    plan = Plans.plan(servers, Math.max(1, servers / 10));
    known = Looks.at(sample).now();
  }

  /** Which servers come next, from a group whose servers have been judged. */
  @Benchmark
  public Decision choice() {
    return BatchPlanner.decide(plan, known, Plans.EXECUTION, Course.START);
  }

  /** Judges every server, and says which come next. */
  @Benchmark
  public Decision nextBatch() {
    GroupHealth health = sample.health();
    return BatchPlanner.decide(plan, Looks.at(health).now(), Plans.EXECUTION, Course.START);
  }
}
