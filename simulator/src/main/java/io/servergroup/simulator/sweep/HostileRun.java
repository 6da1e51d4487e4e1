package io.servergroup.simulator.sweep;

import io.servergroup.simulator.api.CallFaults;
import io.servergroup.simulator.aws.events.DeliveryFaults;
import io.servergroup.simulator.aws.lambda.InvocationFaults;
import io.servergroup.simulator.kernel.OnVirtualThread;
import io.servergroup.simulator.kernel.Simulation;
import io.servergroup.simulator.kernel.TraceEntry;
import io.servergroup.simulator.rehearsal.Bystander;
import io.servergroup.simulator.rehearsal.Census;
import io.servergroup.simulator.rehearsal.Incidents;
import io.servergroup.simulator.rehearsal.Invariants;
import io.servergroup.simulator.rehearsal.Pace;
import io.servergroup.simulator.rehearsal.RehearsalOptions;
import io.servergroup.simulator.rehearsal.Stage;
import io.servergroup.simulator.rehearsal.Violations;
import io.servergroup.simulator.states.Execution;
import io.servergroup.simulator.states.ExecutionStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * One run: a cluster is created and rolled while everything goes wrong that the dice say; then the
 * faults end, and everything has to become whole by itself within a bounded time. The rules are
 * checked after every event.
 */
final class HostileRun {
  private static final Duration CREATION = Duration.ofHours(4);
  private static final Duration FAULTS_LAST_AT_MOST = Duration.ofHours(6);

  /** The longest a batch and the wait for a fit group may take, twice, and the way back. */
  private static final Duration TO_END = Duration.ofHours(4);

  private static final Duration TO_HEAL = Duration.ofHours(2);

  /** Longer than three periods of the schedule. */
  private static final Duration AFTERMATH = Duration.ofMinutes(16);

  /** A run of 40 servers has some 50,000. */
  private static final long MOST_EVENTS = 1_000_000;

  private final RunRequest request;
  private final Scenario scenario;
  private final Stage stage;
  private final FaultDice dice;
  private final MissingPermissions permissions = new MissingPermissions();
  private final Violations violations;
  private final Invariants invariants;
  private final Bystander bystander;
  private final Versions versions;
  private final Rollouts rollouts;
  private final LockRules lockRules;
  private final Coverage coverage;
  private WorldTroubles world;
  private OptionalInt lowestHealthy = OptionalInt.empty();
  private boolean rolling;
  private Instant faultsEnded = Instant.MAX;

  private HostileRun(RunRequest request, Consumer<TraceEntry> listener) {
    this.request = request;
    this.scenario = Scenario.of(request);
    Simulation simulation = new Simulation(request.seed());
    simulation.trace().listen(listener);
    this.stage = new Stage(simulation, Pace.usual(), options(scenario));
    this.dice = new FaultDice(simulation, scenario.profile(), scenario.only());
    this.violations = new Violations(simulation);
    this.invariants = new Invariants(stage, violations);
    this.bystander = new Bystander(stage.aws(), Bystander.APART);
    this.versions = new Versions(simulation, stage.cluster());
    this.rollouts = new Rollouts(stage, scenario, dice);
    this.coverage = new Coverage(stage);
    StartRules.watch(stage, violations);
    this.lockRules = LockRules.watch(stage, violations);
    PeopleRules.watch(stage, violations);
    SuccessRules.watch(stage, violations);
    RollbackRules.watch(stage, violations);
    BlindRules.watch(stage, violations);
    FenceRules.watch(stage, violations);
    FreshnessRules.watch(stage, violations);
    RetryRules.watch(stage, violations);
    simulation.queue().afterEveryEvent(this::ends);
    simulation.queue().afterEveryEvent(this::countHealthy);
  }

  private void countHealthy() {
    if (rolling) {
      int healthy = stage.census().healthy();
      lowestHealthy = OptionalInt.of(Math.min(lowestHealthy.orElse(healthy), healthy));
    }
  }

  private void ends() {
    if (stage.simulation().queue().executed() > MOST_EVENTS) {
      throw new IllegalStateException("the run had more than " + MOST_EVENTS + " events");
    }
  }

  /** Makes a run. */
  static RunResult of(RunRequest request) {
    return of(request, entry -> {});
  }

  /**
   * Makes a run.
   *
   * @param listener told everything that happens, as it happens
   */
  static RunResult of(RunRequest request, Consumer<TraceEntry> listener) {
    return OnVirtualThread.call(
        "run " + request.seed(), () -> new HostileRun(request, listener).end());
  }

  private static RehearsalOptions options(Scenario scenario) {
    Map<String, Object> input = new LinkedHashMap<>(scenario.first());
    input.remove("serverGroup");
    return new RehearsalOptions(
        scenario.servers(),
        input,
        scenario.seed(),
        scenario.loadBalancers(),
        scenario.topology(),
        Incidents.NONE);
  }

  /** A simulation that throws, or code in it, breaks the first of all rules. */
  private RunResult end() {
    try {
      return run();
    } catch (RuntimeException | AssertionError e) {
      return RunResult.broken(request, scenario.servers(), dice.faults(), e);
    }
  }

  private RunResult run() {
    invariants.readsMayBeOld(CallTroubles.STALEST);
    if (scenario.hostileCreation()) {
      invariants.begins();
      beginFaults();
    }
    create();
    bystander.remember();
    invariants.begins();
    RolloutAudit.begin(stage, versions, invariants, violations);
    if (scenario.newImage()) {
      versions.deploy();
    }
    if (world == null) {
      beginFaults();
    }
    Operators operators = new Operators(stage, dice, rollouts, versions, permissions, span());
    rolling = true;
    rollouts.startFirst();
    operators.begin();
    stage.runUntil(() -> !rollouts.running() && !operators.busy(), FAULTS_LAST_AT_MOST);
    endFaults();
    operators.end();
    everythingEnds();
    rolling = false;
    everythingHeals();
    if (scenario.lastRollout()) {
      lastRollout();
    }
    rest();
    return result();
  }

  private void create() {
    stage.awaitHealthy(scenario.hostileCreation() ? Duration.ofMinutes(40) : CREATION);
    if (stage.census().healthy() < scenario.servers() && scenario.hostileCreation()) {
      // A cluster that was never whole is rolled like any other.
      return;
    }
    if (stage.census().healthy() < scenario.servers()) {
      violations.add("the cluster was not healthy " + CREATION + " after it was created");
    }
  }

  private Duration span() {
    int batches = Math.max(1, scenario.servers() / 2);
    return Duration.ofMinutes(2).plus(Duration.ofMinutes(4).multipliedBy(batches));
  }

  private void beginFaults() {
    stage.aws().calls().setFaults(new CallTroubles(dice, permissions));
    stage.aws().events().setFaults(new DeliveryTroubles(dice));
    stage.aws().lambda().setFaults(new InvocationTroubles(dice));
    world = WorldTroubles.begin(stage.aws().ec2World(), dice);
  }

  private void endFaults() {
    faultsEnded = stage.simulation().now();
    dice.end();
    stage.aws().calls().setFaults(CallFaults.NONE);
    stage.aws().events().setFaults(DeliveryFaults.NONE);
    stage.aws().lambda().setFaults(InvocationFaults.NONE);
    world.end();
    stage.simulation().trace().add("run", "", "the faults end");
  }

  private void everythingEnds() {
    if (!stage.runUntil(() -> !rollouts.running(), TO_END)) {
      violations.add("a rollout still runs " + TO_END + " after the faults have ended");
    }
  }

  private void everythingHeals() {
    if (scenario.hostileCreation() && !stage.awaitHealthy(TO_HEAL)) {
      replaceWhatNeverWorked();
    }
    if (!stage.awaitHealthy(TO_HEAL)) {
      violations.add("the cluster did not heal within " + TO_HEAL + " after the faults had ended");
    }
  }

  /**
   * A group ignores a load balancer until one of its instances has passed its checks once: an
   * instance whose software never answered since its group was made stays until a person acts.
   */
  private void replaceWhatNeverWorked() {
    for (Census.Truth truth : stage.census().all()) {
      if (truth.state().equals("InService") && !truth.answers()) {
        stage
            .aws()
            .autoScaling()
            .terminateInstanceInAutoScalingGroup(
                call -> call.instanceId(truth.instance()).shouldDecrementDesiredCapacity(false));
      }
    }
  }

  /** After everything, a rollout without faults succeeds, and every server is current. */
  private void lastRollout() {
    stage.runUntil(() -> false, AFTERMATH);
    if (!scenario.fixedVersion()) {
      // Groups that a rollback gave a number keep it until somebody decides otherwise.
      stage.cluster().nameLatest();
    }
    Execution last = rollouts.startLast();
    stage.runUntil(() -> last.status() != ExecutionStatus.RUNNING, TO_END);
    if (last.status() != ExecutionStatus.SUCCEEDED) {
      violations.add(
          "a rollout after the faults had ended came to %s %s: %s"
              .formatted(last.status(), last.error(), last.cause()));
      return;
    }
    for (Census.Truth truth : stage.census().all()) {
      if (!stage.cluster().areAlike(truth.version(), versions.newest())) {
        violations.add("after a rollout that succeeded, a server is at an old version: " + truth);
      }
    }
    everythingHeals();
  }

  private void rest() {
    stage.runUntil(() -> false, AFTERMATH);
    stage.controlPlane().stopSchedule();
    bystander.compare(violations);
    HookRules.check(stage, faultsEnded, violations);
    // Whoever comes next takes over a lock that nobody could give back.
    invariants.atRest(
        dice.hit("RolloutEnded") || dice.hit("rollout-ended") || lockRules.wasTakenTooLate());
  }

  private RunResult result() {
    dice.faults().forEach(fault -> coverage.reached(Point.Kind.FAULT, fault.kind().word()));
    List<String> endings = new ArrayList<>();
    for (Execution execution : rollouts.all()) {
      String ending = Rollouts.ending(execution);
      endings.add(ending);
      coverage.reached(Point.Kind.ENDING, ending);
    }
    return new RunResult(
        request,
        stage.simulation().trace().hash(),
        scenario.servers(),
        stage.simulation().queue().executed(),
        Duration.between(Simulation.START, stage.simulation().now()),
        dice.faults(),
        endings,
        lowestHealthy,
        violations.all(),
        coverage.counts());
  }
}
