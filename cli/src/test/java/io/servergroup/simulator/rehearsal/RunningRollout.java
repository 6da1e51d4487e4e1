package io.servergroup.simulator.rehearsal;

import io.servergroup.aws.AwsClients;
import io.servergroup.simulator.kernel.OnVirtualThread;
import io.servergroup.simulator.kernel.Simulation;
import io.servergroup.simulator.states.Execution;
import io.servergroup.simulator.states.ExecutionStatus;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A simulated account with a rollout; time passes in it only when somebody lets it. */
public final class RunningRollout {
  private static final Duration PATIENCE = Duration.ofHours(6);

  private final Stage stage;
  private final Map<String, Object> input;
  private Execution execution;

  private RunningRollout(int servers, Map<String, Object> input, Topology topology) {
    this.stage =
        new Stage(
            new Simulation(1),
            Pace.usual(),
            new RehearsalOptions(
                servers,
                "1",
                1,
                RehearsalOptions.LoadBalancerKind.TARGET_GROUP,
                OptionalInt.empty(),
                topology));
    this.input = new LinkedHashMap<>(input);
    this.input.put("serverGroup", name());
    await(() -> stage.census().healthy() == servers, "a healthy cluster");
    stage.cluster().deployNewImage();
  }

  /** A healthy cluster for which there is a new image, and nobody has rolled it yet. */
  public static RunningRollout notYet(int servers) {
    return OnVirtualThread.call(
        "stage", () -> new RunningRollout(servers, Map.of(), Topology.GROUP_PER_SERVER));
  }

  /** As {@link #notYet}, of servers without identities. */
  public static RunningRollout notYetWithoutIdentity(int servers) {
    return OnVirtualThread.call(
        "stage", () -> new RunningRollout(servers, Map.of(), Topology.WITHOUT_IDENTITY));
  }

  /** A rollout that was just started. */
  public static RunningRollout of(int servers, Map<String, Object> input) {
    return of(servers, input, Topology.GROUP_PER_SERVER);
  }

  /** One of servers that share Auto Scaling groups, or do not. */
  public static RunningRollout of(int servers, Map<String, Object> input, Topology topology) {
    return OnVirtualThread.call(
        "stage",
        () -> {
          RunningRollout rollout = new RunningRollout(servers, input, topology);
          rollout.execution =
              rollout
                  .stage
                  .aws()
                  .engine()
                  .startExecution(
                      rollout.stage.controlPlane().rollingDeployArn(), "deploy-1", rollout.input);
          return rollout;
        });
  }

  public String name() {
    return stage.cluster().name();
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

  /** Whether it has not ended. */
  public boolean runs() {
    return execution.status() == ExecutionStatus.RUNNING;
  }

  /** Lets time pass until a person is asked. */
  public void untilAsked() {
    until(() -> lock().contains("TaskToken"), "a question");
  }

  /** Lets time pass until so many instances were asked to be terminated. */
  public void untilTerminations(int count) {
    until(
        () ->
            stage
                    .aws()
                    .calls()
                    .counts()
                    .getOrDefault("autoscaling:TerminateInstanceInAutoScalingGroup", 0)
                >= count,
        count + " terminations");
  }

  /** Lets time pass until the rollout has told how far it is. */
  public void untilTold() {
    until(() -> lock().contains("Progress"), "a progress record");
  }

  /** Lets the rollout come to its end; returns its status and error. */
  public String ended() {
    until(() -> execution.status() != ExecutionStatus.RUNNING, "the end");
    return execution.status() + " " + execution.error();
  }

  /** Does something whose calls take time and can be listened to, as those of functions. */
  public <T> T asCaller(Supplier<T> work) {
    AtomicReference<T> result = new AtomicReference<>();
    AtomicBoolean ended = new AtomicBoolean();
    OnVirtualThread.call(
        "stage",
        () -> {
          stage
              .simulation()
              .start("caller", () -> result.set(work.get()), error -> ended.set(true));
          await(ended::get, "the end of the work");
          return true;
        });
    return result.get();
  }

  /** Lets so much time pass. */
  public void pass(Duration time) {
    OnVirtualThread.call(
        "stage",
        () -> {
          stage.runUntil(() -> false, time);
          return true;
        });
  }

  /** Lets what was begun come to its end. */
  public void heals() {
    OnVirtualThread.call(
        "stage",
        () -> {
          stage.runUntil(() -> false, Duration.ofMinutes(15));
          return true;
        });
  }

  private Set<String> lock() {
    return stage
        .aws()
        .tables()
        .item(ControlPlane.LOCK_TABLE, Map.of("ServerGroupName", AttributeValue.fromS(name())))
        .keySet();
  }

  private void until(BooleanSupplier reached, String what) {
    OnVirtualThread.call(
        "stage",
        () -> {
          await(reached, what);
          return true;
        });
  }

  private void await(BooleanSupplier reached, String what) {
    if (!stage.runUntil(reached, PATIENCE)) {
      throw new AssertionError(what + " did not come");
    }
  }
}
