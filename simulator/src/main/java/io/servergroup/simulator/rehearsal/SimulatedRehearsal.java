package io.servergroup.simulator.rehearsal;

import io.servergroup.cost.Usage;
import io.servergroup.rollout.Rollback;
import io.servergroup.simulator.aws.lambda.FunctionUsage;
import io.servergroup.simulator.kernel.OnVirtualThread;
import io.servergroup.simulator.kernel.Simulation;
import io.servergroup.simulator.states.Execution;
import io.servergroup.simulator.states.ExecutionStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;

/** Runs rehearsals on simulated AWS. */
public final class SimulatedRehearsal implements Rehearsal {
  private static final Duration CREATION = Duration.ofHours(2);
  private static final Duration HEALING = Duration.ofHours(2);

  /** What a stopped rollout had begun takes effect meanwhile. */
  private static final Duration SETTLING = Duration.ofMinutes(2);

  private static final Duration AFTERMATH = Duration.ofMinutes(10);

  @Override
  public RehearsalReport run(RehearsalOptions options, RehearsalObserver observer) {
    return OnVirtualThread.call(
        "rehearsal",
        () -> {
          int batches = Math.ceilDiv(options.servers(), options.batchSize());
          try (IdealTime ideal = new IdealTime(options, batches)) {
            return new Run(options, observer, ideal).report();
          }
        });
  }

  /** One rehearsal: creation, rollout, healing, aftermath, and the report. */
  private static final class Run {
    private final RehearsalOptions options;
    private final IdealTime ideal;
    private final Stage stage;
    private final Bystander bystander;
    private final Violations violations;
    private final Invariants invariants;
    private final Trouble trouble;
    private final RolloutWatch watch;
    private final Progresses progresses;
    private final RolloutRuns runs;
    private final Execution last;
    private final long target;
    private final int lowest;
    private final int takenBack;
    private final String outcome;
    private final Instant ended;
    private final Map<String, Integer> apiCalls;
    private final Map<String, Integer> invocations;
    private final double gbSeconds;
    private final OptionalDouble healedAfter;

    Run(RehearsalOptions options, RehearsalObserver observer, IdealTime ideal) {
      this.options = options;
      this.ideal = ideal;
      this.stage = new Stage(new Simulation(options.seed()), Pace.usual(), options);
      this.bystander = new Bystander(stage.aws());
      this.violations = new Violations(stage.simulation());
      this.invariants = new Invariants(stage, violations);
      if (!stage.awaitHealthy(CREATION)) {
        violations.add("the cluster was not healthy " + CREATION + " after it was created");
      }
      stage.grow(uptime());
      List<Census.Truth> before = stage.census().all();
      bystander.remember();
      stage.aws().calls().resetCounts();
      Map<String, Integer> invokedBefore = invocations();
      Duration billedBefore = billed();
      this.target =
          options.deploysNewImage()
              ? stage.cluster().deployNewImage()
              : stage.cluster().newestVersion();
      this.watch = new RolloutWatch(stage.aws());
      watch.whenBatchEnds(
          batch -> {
            if (batch.completed()) {
              ideal.completed(batch.servers());
            }
          });
      this.trouble = new Trouble(stage, options.incidents(), watch, target);
      this.progresses = new Progresses(stage, options, watch, target, before, observer);
      LowestHealthy low = new LowestHealthy(stage);
      this.runs = new RolloutRuns(stage, options.wholeInput());
      this.last = rolled();
      this.lowest = low.lowest();
      this.takenBack = options.deploysNewImage() ? progresses.takenBack() : 0;
      this.ended = stage.simulation().now();
      this.outcome = last.status().name();
      this.apiCalls = stage.aws().calls().counts();
      this.invocations = since(invokedBefore);
      this.gbSeconds = Usage.gbSeconds(billed().minus(billedBefore));
      watch.decided("the rollout has ended: " + outcome);
      progresses.rolloutEnded();
      trouble.end();
      this.healedAfter = heal();
      aftermath();
      progresses.finish();
    }

    /** The rollout's last execution; another rollout goes on where somebody stopped the first. */
    private Execution rolled() {
      Execution first = roll();
      if (!trouble.cancelled() || first.status() != ExecutionStatus.ABORTED) {
        return first;
      }
      watch.decided("the rollout was stopped; another one starts when the group is whole");
      stage.runUntil(() -> false, SETTLING);
      if (!stage.awaitHealthy(HEALING)) {
        violations.add("the group did not heal within " + HEALING + " after somebody stopped");
      }
      stage.grow(uptime());
      return roll();
    }

    private Duration uptime() {
      return Duration.ofSeconds(options.understood().minUptimeSeconds());
    }

    private Execution roll() {
      invariants.rolloutBegins(options.floor(), target, options.understood().replaceAll());
      Execution end = runs.run();
      invariants.rolloutEnded();
      if (Rollback.ROLLED_BACK.equals(end.error())) {
        progresses
            .notAtOldVersion()
            .forEach(server -> violations.add("server " + server + " is not back at its version"));
      }
      return end;
    }

    /** Once the fault has ended, the group has to become whole by itself. */
    private OptionalDouble heal() {
      if (outcome.equals("SUCCEEDED")) {
        return OptionalDouble.empty();
      }
      if (!stage.awaitHealthy(HEALING)) {
        violations.add("the group did not heal within " + HEALING + " after the fault was gone");
        return OptionalDouble.empty();
      }
      return OptionalDouble.of(seconds(Duration.between(ended, stage.simulation().now())));
    }

    /** What is still under way comes to its end; then nothing may be left over. */
    private void aftermath() {
      stage.runUntil(() -> false, AFTERMATH);
      stage.controlPlane().stopSchedule();
      bystander.compare(violations);
      invariants.atRest();
      invariants.nothingGivenUp();
      invariants.everyActionCompleted();
    }

    private Map<String, Integer> invocations() {
      Map<String, Integer> counts = new LinkedHashMap<>();
      stage
          .aws()
          .lambda()
          .usage()
          .forEach((function, usage) -> counts.put(function, usage.invocations()));
      return counts;
    }

    private Duration billed() {
      return stage.aws().lambda().usage().values().stream()
          .map(FunctionUsage::billed)
          .reduce(Duration.ZERO, Duration::plus);
    }

    private Map<String, Integer> since(Map<String, Integer> earlier) {
      Map<String, Integer> counts = invocations();
      counts.replaceAll((function, count) -> count - earlier.getOrDefault(function, 0));
      return counts;
    }

    RehearsalReport report() {
      Costs costs = Costs.of(stage.aws());
      return new RehearsalReport(
          outcome,
          Objects.requireNonNullElse(last.error(), ""),
          Expectation.of(options),
          reason(),
          options.servers(),
          options.batchSize(),
          watch.begun(),
          progresses.replaced(),
          takenBack,
          lowest,
          options.floor(),
          seconds(runs.took()),
          seconds(ideal.ofAll()),
          runs.questions(),
          runs.rollouts(),
          runs.handedOver(),
          costs.transitions(),
          costs.historyEvents(),
          invocations,
          gbSeconds,
          apiCalls,
          healedAfter,
          violations.all(),
          options.seed(),
          stage.simulation().trace().hash(),
          progresses.rows());
    }

    private String reason() {
      if (last.output() instanceof Map<?, ?> output) {
        return String.valueOf(output.get("reason"));
      }
      return last.error() + ": " + last.cause();
    }

    private static double seconds(Duration duration) {
      return duration.toMillis() / 1000.0;
    }
  }
}
