package io.servergroup.simulator.sweep;

import io.servergroup.rollout.InputField;
import io.servergroup.simulator.rehearsal.ControlPlane;
import io.servergroup.simulator.rehearsal.RehearsalOptions;
import io.servergroup.simulator.rehearsal.Stage;
import io.servergroup.simulator.states.Execution;
import io.servergroup.simulator.states.ExecutionStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The rollouts that people start in a run, one way or another. */
final class Rollouts {
  private static final Duration LONGEST_REFLECTION = Duration.ofMinutes(5);

  /** A person loses patience at some point. */
  private static final int MOST_RESTARTS = 2;

  private final Stage stage;
  private final Scenario scenario;
  private final FaultDice dice;
  private final List<Execution> started = new ArrayList<>();
  private int restarts;
  private int pending;

  Rollouts(Stage stage, Scenario scenario, FaultDice dice) {
    this.stage = stage;
    this.scenario = scenario;
    this.dice = dice;
  }

  /** Somebody starts the first rollout. */
  void startFirst() {
    start(scenario.first());
  }

  /** Somebody starts a rollout, whatever runs. */
  void startAnother() {
    start(scenario.second());
  }

  /** Somebody starts a rollout that is to succeed. */
  Execution startLast() {
    Map<String, Object> input = new LinkedHashMap<>();
    input.put(InputField.SERVER_GROUP.key(), RehearsalOptions.serverGroup());
    input.put(InputField.BATCH_SIZE.key(), scenario.servers());
    if (scenario.fixedVersion()) {
      input.put(InputField.LAUNCH_TEMPLATE_VERSION.key(), "$Latest");
    }
    return start(input);
  }

  private Execution start(Map<String, Object> input) {
    Execution execution =
        stage
            .aws()
            .engine()
            .startExecution(
                stage.controlPlane().rollingDeployArn(), "rollout-" + (started.size() + 1), input);
    started.add(execution);
    stage.simulation().trace().add(Operators.SOURCE, execution.name(), "is started with " + input);
    execution.onEnd(this::ended);
    return execution;
  }

  private void ended(Execution execution) {
    stage.simulation().trace().add("run", execution.name(), "ends: " + ending(execution));
    boolean failed = execution.status() != ExecutionStatus.SUCCEEDED;
    if (failed && restarts < MOST_RESTARTS && dice.happens(FaultKind.RESTART)) {
      restarts++;
      pending++;
      stage
          .simulation()
          .queue()
          .after(
              dice.details(FaultKind.RESTART).between(Duration.ZERO, LONGEST_REFLECTION),
              "somebody starts a rollout again",
              () -> {
                pending--;
                startAnother();
              });
    }
  }

  /** The executions that were started, and those they handed over to, in order. */
  List<Execution> all() {
    return stage.aws().engine().executions(stage.controlPlane().rollingDeployArn()).reversed();
  }

  /** {@code SUCCEEDED}, or the name of its error, or how else it ended. */
  static String ending(Execution execution) {
    return Objects.requireNonNullElse(execution.error(), execution.status().toString());
  }

  /** Whether a rollout runs, or somebody is about to start one. */
  boolean running() {
    return pending > 0 || all().stream().anyMatch(each -> each.status() == ExecutionStatus.RUNNING);
  }

  /** The executions of rollouts and batches that run. */
  List<Execution> runningExecutions() {
    return stage.aws().engine().stateMachines().stream()
        .filter(machine -> !machine.name().equals(ControlPlane.DEPLOY_STACK))
        .flatMap(machine -> stage.aws().engine().executions(machine.arn()).stream())
        .filter(each -> each.status() == ExecutionStatus.RUNNING)
        .toList();
  }
}
