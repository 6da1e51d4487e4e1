package io.servergroup.simulator.rehearsal;

import io.servergroup.rollout.Finding;
import io.servergroup.rollout.InputReader;
import io.servergroup.rollout.RolloutInput;
import io.servergroup.simulator.kernel.OnVirtualThread;
import io.servergroup.simulator.kernel.Simulation;
import io.servergroup.simulator.states.Execution;
import io.servergroup.simulator.states.ExecutionStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Runs rehearsals on simulated AWS. */
public final class SimulatedRehearsal implements Rehearsal {
  private static final Duration CREATION = Duration.ofHours(2);
  private static final Duration LONGEST_ROLLOUT = Duration.ofDays(30);
  private static final Duration HEALING = Duration.ofHours(2);
  private static final Duration AFTERMATH = Duration.ofMinutes(10);

  @Override
  public RehearsalReport run(RehearsalOptions options, RehearsalObserver observer) {
    return OnVirtualThread.call("rehearsal", () -> new Run(options, observer).report());
  }

  /** One rehearsal: creation, rollout, healing, aftermath, and the report. */
  private static final class Run {
    private final RehearsalOptions options;
    private final Stage stage;
    private final Bystander bystander;
    private final Violations violations;
    private final RolloutWatch watch;
    private final Progresses progresses;
    private final List<Census.Truth> before;
    private final Execution execution;
    private final long target;
    private final int batchSize;
    private final int lowest;
    private final String outcome;
    private final Instant ended;
    private final Map<String, Integer> apiCalls;
    private final Map<String, Integer> invocations;
    private final OptionalDouble healedAfter;

    Run(RehearsalOptions options, RehearsalObserver observer) {
      this.options = options;
      this.stage = new Stage(new Simulation(options.seed()), Pace.usual(), options);
      this.bystander = new Bystander(stage.aws());
      this.violations = new Violations(stage.simulation());
      Invariants invariants = new Invariants(stage, violations);
      if (!stage.awaitHealthy(CREATION)) {
        violations.add("the cluster was not healthy " + CREATION + " after it was created");
      }
      this.before = stage.census().all();
      bystander.remember();
      stage.aws().calls().resetCounts();
      Map<String, Integer> invokedBefore = invocations();
      this.target = stage.cluster().deployNewImage();
      Optional<BootFailure> fault =
          options.bootFailureAt().stream()
              .mapToObj(server -> BootFailure.of(stage, server, target))
              .findFirst();
      this.batchSize = batchSize(options);
      this.watch = new RolloutWatch(stage.aws());
      this.progresses =
          new Progresses(stage, watch, target, options.servers() - batchSize, observer);
      invariants.rolloutBegins(options.servers() - batchSize, target, false);
      this.execution = start();
      LowestHealthy low = new LowestHealthy(stage);
      stage.runUntil(() -> execution.status() != ExecutionStatus.RUNNING, LONGEST_ROLLOUT);
      invariants.rolloutEnded();
      this.lowest = low.lowest();
      this.ended = stage.simulation().now();
      this.outcome = execution.status().name();
      this.apiCalls = stage.aws().calls().counts();
      this.invocations = since(invokedBefore);
      watch.decided("the rollout has ended: " + outcome);
      fault.ifPresent(BootFailure::end);
      this.healedAfter = heal();
      aftermath(invariants);
      progresses.finish();
    }

    /** The batch size in servers, as the rollout itself understands it. */
    private static int batchSize(RehearsalOptions options) {
      return switch (InputReader.read(
          Map.of("serverGroup", "any", "batchSize", options.batchSize()))) {
        case InputReader.Result.Valid(RolloutInput input) ->
            input.batchSize().servers(options.servers());
        case InputReader.Result.Invalid(List<Finding> findings) ->
            throw new IllegalArgumentException(Finding.message("Batch size:", findings));
      };
    }

    private Execution start() {
      Map<String, Object> input = new LinkedHashMap<>();
      input.put("serverGroup", stage.cluster().name());
      input.put("batchSize", options.batchSize());
      return stage
          .aws()
          .engine()
          .startExecution(stage.controlPlane().rollingDeployArn(), "rehearsal", input);
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
    private void aftermath(Invariants invariants) {
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

    private Map<String, Integer> since(Map<String, Integer> earlier) {
      Map<String, Integer> counts = invocations();
      counts.replaceAll((function, count) -> count - earlier.getOrDefault(function, 0));
      return counts;
    }

    RehearsalReport report() {
      Duration took = Duration.between(execution.startTime(), execution.stopTime());
      List<RolloutWatch.Batch> completed =
          watch.batches().stream().filter(RolloutWatch.Batch::completed).toList();
      Duration ideal =
          IdealRun.of(options, completed.stream().map(RolloutWatch.Batch::servers).toList());
      Costs costs = Costs.of(stage.aws(), execution);
      return new RehearsalReport(
          outcome,
          options.bootFailureAt().isPresent() ? "FAILED" : "SUCCEEDED",
          reason(),
          options.servers(),
          batchSize,
          watch.batches().size(),
          progresses.replaced(before),
          lowest,
          options.servers() - batchSize,
          seconds(took),
          seconds(ideal),
          costs.transitions(),
          costs.priceUsd(),
          costs.historyEvents(),
          invocations,
          apiCalls,
          healedAfter,
          violations.all(),
          options.seed(),
          stage.simulation().trace().hash(),
          progresses.rows(before));
    }

    private String reason() {
      if (execution.output() instanceof Map<?, ?> output) {
        return String.valueOf(output.get("reason"));
      }
      return execution.error() + ": " + execution.cause();
    }

    private static double seconds(Duration duration) {
      return duration.toMillis() / 1000.0;
    }
  }
}
