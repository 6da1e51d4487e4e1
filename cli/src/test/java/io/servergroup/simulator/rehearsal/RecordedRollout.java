package io.servergroup.simulator.rehearsal;

import io.servergroup.aws.AwsClients;
import io.servergroup.simulator.aws.ec2.Ec2Error;
import io.servergroup.simulator.kernel.OnVirtualThread;
import io.servergroup.simulator.kernel.Simulation;
import io.servergroup.simulator.states.Execution;
import io.servergroup.simulator.states.ExecutionStatus;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A rollout in a simulated account that somebody watched, and that AWS remembers. */
public final class RecordedRollout {
  private static final Duration PATIENCE = Duration.ofHours(12);

  private final Stage stage;
  private final Progresses progresses;
  private final Trouble trouble;
  private final Execution execution;

  private RecordedRollout(RehearsalOptions options, RehearsalObserver observer) {
    this.stage = new Stage(new Simulation(options.seed()), Pace.usual(), options);
    if (!stage.awaitHealthy(PATIENCE)) {
      throw new AssertionError("the cluster did not become healthy");
    }
    List<Census.Truth> before = stage.census().all();
    long target = stage.cluster().deployNewImage();
    RolloutWatch watch = new RolloutWatch(stage.aws());
    this.trouble = new Trouble(stage, options.incidents(), watch, target);
    this.progresses = new Progresses(stage, options, watch, target, before, observer);
    this.execution =
        stage
            .aws()
            .engine()
            .startExecution(
                stage.controlPlane().rollingDeployArn(), "deploy-1", options.wholeInput());
  }

  /** A rollout that has just begun. */
  public static RecordedRollout begun(RehearsalOptions options, RehearsalObserver observer) {
    return OnVirtualThread.call("stage", () -> new RecordedRollout(options, observer));
  }

  /** One that has ended. */
  public static RecordedRollout ended(RehearsalOptions options, RehearsalObserver observer) {
    RecordedRollout rollout = begun(options, observer);
    OnVirtualThread.call("stage", rollout::end);
    return rollout;
  }

  private boolean end() {
    if (!stage.runUntil(() -> execution.status() != ExecutionStatus.RUNNING, PATIENCE)) {
      throw new AssertionError("the rollout did not end");
    }
    progresses.rolloutEnded();
    trouble.end();
    return true;
  }

  /** From now on EC2 has no capacity for so many launches. */
  public void refuseLaunches(int count) {
    AtomicInteger left = new AtomicInteger(count);
    stage
        .aws()
        .ec2World()
        .refuseLaunches(
            order ->
                left.getAndDecrement() > 0
                    ? Optional.of(
                        Ec2Error.insufficientCapacity(order.subnet().zone(), order.effectiveType()))
                    : Optional.empty());
  }

  /** Lets time pass. */
  public void pass(Duration time) {
    OnVirtualThread.call("stage", () -> stage.runUntil(() -> false, time));
  }

  /** Lets days pass, in which the schedule, which would find nothing to do, is not awake. */
  public void passDays(int days) {
    stage.controlPlane().checks(false);
    pass(Duration.ofDays(days));
  }

  public AwsClients clients() {
    return stage.aws();
  }

  public InstantSource clock() {
    return stage.simulation().queue();
  }

  /** The ARN of its execution. */
  public String arn() {
    return execution.arn();
  }
}
