package io.servergroup.simulator.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.simulator.api.ApiCall;
import io.servergroup.simulator.api.CallFaults;
import io.servergroup.simulator.aws.events.DeliveryFaults;
import io.servergroup.simulator.aws.lambda.InvocationFaults;
import io.servergroup.simulator.aws.world.WorldTimings;
import io.servergroup.simulator.kernel.Simulation;
import io.servergroup.simulator.kernel.TraceEntry;
import io.servergroup.simulator.states.Execution;
import io.servergroup.simulator.states.ExecutionStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * A small healthy cluster in simulated AWS to which something happens. The invariants are watched
 * from its first moment; {@link #endsWell} lets the faults end and demands that everything becomes
 * whole and that no invariant was ever broken.
 */
final class Story {
  private static final Duration PATIENCE = Duration.ofHours(6);
  private static final Duration AFTERMATH = Duration.ofMinutes(15);

  private final Stage stage;
  private final Bystander bystander;
  private final Violations violations;
  private final Invariants invariants;
  private final List<ApiCall> calls = new ArrayList<>();
  private final List<TraceEntry> trace = new ArrayList<>();
  private final List<Census.Truth> before;
  private final List<BootFailure> bootFailures = new ArrayList<>();
  private int rollouts;

  private Story(
      Topology topology,
      int servers,
      long seed,
      WorldTimings timings,
      RehearsalOptions.LoadBalancerKind loadBalancers) {
    Pace usual = Pace.usual();
    Pace pace =
        new Pace(
            usual.fastestCall(),
            usual.slowestCall(),
            usual.fastestDelivery(),
            usual.slowestDelivery(),
            usual.lambda(),
            timings);
    this.stage =
        new Stage(
            new Simulation(seed),
            pace,
            new RehearsalOptions(servers, "1", seed, loadBalancers, OptionalInt.empty(), topology));
    this.bystander = new Bystander(stage.aws());
    this.violations = new Violations(stage.simulation());
    this.invariants = new Invariants(stage, violations);
    assertTrue(stage.awaitHealthy(PATIENCE), "the cluster never became healthy");
    bystander.remember();
    invariants.begins();
    this.before = stage.census().all();
    stage.aws().calls().listen(calls::add);
    stage.aws().calls().listen(EventSchema::check);
    stage.simulation().trace().listen(trace::add);
  }

  /** A cluster in which things take the time they usually take. */
  static Story of(int servers) {
    return of(servers, 1);
  }

  static Story of(int servers, long seed) {
    return of(Topology.GROUP_PER_SERVER, servers, seed);
  }

  static Story of(int servers, WorldTimings timings) {
    return of(Topology.GROUP_PER_SERVER, servers, 1, timings);
  }

  static Story of(Topology topology, int servers) {
    return of(topology, servers, 1);
  }

  static Story of(Topology topology, int servers, long seed) {
    return of(topology, servers, seed, WorldTimings.usual());
  }

  static Story of(Topology topology, int servers, long seed, WorldTimings timings) {
    return new Story(
        topology, servers, seed, timings, RehearsalOptions.LoadBalancerKind.TARGET_GROUP);
  }

  /** A cluster behind load balancers of these kinds. */
  static Story behind(RehearsalOptions.LoadBalancerKind loadBalancers, int servers) {
    return behind(loadBalancers, servers, WorldTimings.usual());
  }

  static Story behind(
      RehearsalOptions.LoadBalancerKind loadBalancers, int servers, WorldTimings timings) {
    return new Story(Topology.GROUP_PER_SERVER, servers, 1, timings, loadBalancers);
  }

  Stage stage() {
    return stage;
  }

  SimulatedAws aws() {
    return stage.aws();
  }

  Instant now() {
    return stage.simulation().now();
  }

  Census.Truth server(int index) {
    return stage.census().of(index);
  }

  /** The server as it was when the story began. */
  Census.Truth before(int index) {
    return before.get(index);
  }

  Cluster.Member member(int index) {
    return stage.cluster().members().get(index);
  }

  /** The calls that functions made since the story began. */
  List<ApiCall> calls() {
    return calls;
  }

  /** What happened since the story began. */
  List<TraceEntry> trace() {
    return trace;
  }

  /** Deploys a new image and starts a rollout of it with batches of one. */
  Execution roll() {
    return roll(1);
  }

  Execution roll(int batchSize) {
    stage.cluster().deployNewImage();
    return start(batchSize);
  }

  /** Deploys a new image and starts a rollout of it that goes back on any of these new alarms. */
  Execution rollWatchedBy(String... alarms) {
    for (String alarm : alarms) {
      aws().alarms().create(alarm);
    }
    stage.cluster().deployNewImage();
    return start(1, Map.of("onFailure", "ROLLBACK", "alarms", List.of(alarms)));
  }

  /** Starts a rollout of what the launch template says now. */
  Execution start(int batchSize) {
    return start(batchSize, Map.of());
  }

  Execution start(int batchSize, Map<String, Object> more) {
    return start(batchSize, target(more), more);
  }

  /**
   * Starts a rollout.
   *
   * @param target the version it has to come to
   * @param more fields of the input; a batch size among them is the same as a text
   */
  Execution start(int batchSize, long target, Map<String, Object> more) {
    invariants.rolloutBegins(
        before.size() - batchSize, target, Boolean.TRUE.equals(more.get("replaceAll")));
    Map<String, Object> input = new LinkedHashMap<>();
    input.put("serverGroup", stage.cluster().name());
    input.put("batchSize", batchSize);
    input.putAll(more);
    return start(input);
  }

  /** Somebody else starts a rollout of what the launch template says now. */
  void expectsRollout(int batchSize) {
    invariants.rolloutBegins(before.size() - batchSize, latest(), false);
  }

  /** Starts a rollout with an input as somebody gave it. */
  Execution start(Map<String, Object> input) {
    return aws()
        .engine()
        .startExecution(
            stage.controlPlane().rollingDeployArn(),
            "rollout-" + ++rollouts,
            new LinkedHashMap<>(input));
  }

  /** The indexes of all servers. */
  List<Integer> servers() {
    return stage.cluster().members().stream().map(Cluster.Member::index).toList();
  }

  /** From now on the software of this version never answers on this server. */
  void neverBoots(int server, long version) {
    bootFailures.add(BootFailure.of(stage, server, version));
  }

  /** Lets the rollout come to its end. */
  Execution ended(Execution rollout) {
    until(() -> rollout.status() != ExecutionStatus.RUNNING, "the end of " + rollout.name());
    return rollout;
  }

  /** Lets the rollout succeed. */
  void succeeds(Execution rollout) {
    comesTo(rollout, latest());
  }

  /** Lets the rollout succeed with all servers at this version. */
  void comesTo(Execution rollout, long version) {
    finishes(rollout);
    assertVersions(servers().stream().mapToLong(server -> version).toArray());
  }

  /** Lets the rollout succeed, whatever it was about. */
  void finishes(Execution rollout) {
    ended(rollout);
    assertEquals(ExecutionStatus.SUCCEEDED, rollout.status(), () -> reason(rollout) + told());
  }

  /** Which versions the servers run, ordered by index. */
  void assertVersions(long... versions) {
    assertEquals(
        Arrays.stream(versions).boxed().toList(),
        stage.census().all().stream().map(Census.Truth::version).toList(),
        () -> stage.census().all().toString());
  }

  /** Lets the rollout fail with an error of this name; returns the reason given. */
  String fails(Execution rollout, String error) {
    ended(rollout);
    assertEquals(ExecutionStatus.FAILED, rollout.status(), () -> reason(rollout));
    assertEquals(error, rollout.error(), rollout::cause);
    return rollout.cause();
  }

  static String reason(Execution rollout) {
    return rollout.error() + ": " + rollout.cause();
  }

  /** Lets time pass until something is so, and fails when it never is. */
  void until(BooleanSupplier reached, String what) {
    assertTrue(
        stage.runUntil(reached, PATIENCE), () -> what + " did not come by " + now() + told());
  }

  /** Lets time pass until something is put into the trace. */
  void untilTraced(Predicate<TraceEntry> wanted, String what) {
    int from = trace.size();
    until(() -> trace.subList(from, trace.size()).stream().anyMatch(wanted), what);
  }

  /** Lets time pass until a server is replaced and healthy. */
  void untilReplaced(int server) {
    until(() -> isReplaced(server), "the replacement of server " + server);
  }

  /** Whether a server runs another instance than at the beginning, and is healthy. */
  boolean isReplaced(int server) {
    return server(server).healthy() && !server(server).instance().equals(before(server).instance());
  }

  /** Lets time pass until so many instances were asked to be terminated. */
  void untilTerminations(int count) {
    until(() -> terminations() >= count, count + " terminations");
  }

  /** Lets time pass until the functions decide something of this kind, such as {@code BATCH}. */
  void untilDecided(String kind) {
    untilTraced(
        entry -> entry.source().equals("decision") && entry.text().startsWith(kind + " "), kind);
  }

  /** Lets time pass until a function decides something of this kind. */
  void untilDecided(String step, String kind) {
    untilTraced(
        entry ->
            entry.source().equals("decision")
                && entry.text().startsWith(kind + " ")
                && entry.text().contains("step=" + step),
        kind + " by " + step);
  }

  /** Whether the functions have decided something of this kind since the story began. */
  boolean decided(String kind) {
    return trace.stream()
        .anyMatch(e -> e.source().equals("decision") && e.text().startsWith(kind + " "));
  }

  void pass(Duration time) {
    Instant end = now().plus(time);
    stage.simulation().queue().runUntil(end);
  }

  /** Lets what was begun take effect, and the group become whole by itself. */
  void heals() {
    pass(Duration.ofMinutes(2));
    until(() -> stage.census().healthy() == before.size(), "healing");
  }

  /** How many instances were asked to be terminated since the story began. */
  long terminations() {
    return calls.stream()
        .filter(call -> call.operation().equals("TerminateInstanceInAutoScalingGroup"))
        .count();
  }

  void stop(Execution rollout) {
    if (rollout.status() == ExecutionStatus.RUNNING) {
      aws().engine().stopExecution(rollout.arn(), "Cancelled", "by an operator");
    }
  }

  void callFaults(CallFaults faults) {
    aws().calls().setFaults(faults);
  }

  void deliveryFaults(DeliveryFaults faults) {
    aws().events().setFaults(faults);
  }

  void invocationFaults(InvocationFaults faults) {
    aws().lambda().setFaults(faults);
  }

  /** From now on everything works again. */
  void faultsEnd() {
    callFaults(CallFaults.NONE);
    deliveryFaults(DeliveryFaults.NONE);
    invocationFaults(InvocationFaults.NONE);
    bootFailures.forEach(BootFailure::end);
    aws().ec2World().software().forgetScripts();
    aws().ec2World().interfaces().setDelays((id, from) -> Duration.ZERO);
    aws().ec2World().interfaces().setAttachDelays((id, to) -> Duration.ZERO);
    aws().ec2World().volumes().setDelays((id, from) -> Duration.ZERO);
    aws().ec2World().volumes().setAttachDelays((id, to) -> Duration.ZERO);
  }

  /** As {@link #endsWellThoughActionsRanOut}; and every lifecycle action was completed. */
  void endsWell() {
    invariantsHoldToTheEnd();
    invariants.nothingGivenUp();
    invariants.everyActionCompleted();
    assertNoViolations();
  }

  /** As {@link #endsWellThoughEventsWereGivenUp}; and no event was given up either. */
  void endsWellThoughActionsRanOut() {
    invariantsHoldToTheEnd();
    invariants.nothingGivenUp();
    assertNoViolations();
  }

  /** The faults end, everything becomes whole, and no invariant was broken on the way. */
  void endsWellThoughEventsWereGivenUp() {
    invariantsHoldToTheEnd();
    assertNoViolations();
  }

  /** No invariant was broken so far; for a story whose cluster is not whole in the end. */
  void assertNoViolations() {
    assertEquals(List.of(), violations.all(), () -> violations.all() + told());
  }

  private void invariantsHoldToTheEnd() {
    faultsEnd();
    boolean healed = stage.awaitHealthy(PATIENCE);
    invariants.rolloutEnded();
    pass(AFTERMATH);
    stage.controlPlane().stopSchedule();
    bystander.compare(violations);
    invariants.atRest();
    assertTrue(healed, () -> "the group did not heal: " + stage.census().all() + told());
  }

  /** Whether a call changes anything in AWS. */
  static boolean changesSomething(ApiCall call) {
    return !call.operation().startsWith("Describe")
        && !call.operation().startsWith("Get")
        && !call.operation().startsWith("List");
  }

  void assertReplaced(int... servers) {
    for (int server : servers) {
      assertNotEquals(before(server).instance(), server(server).instance(), "server " + server);
    }
  }

  void assertUntouched(int... servers) {
    for (int server : servers) {
      assertEquals(before(server), server(server), "server " + server);
    }
  }

  private long target(Map<String, Object> input) {
    return input.get("launchTemplateVersion") instanceof Integer version ? version : latest();
  }

  private long latest() {
    return aws().ec2World().templates().require(stage.cluster().templateId(), null).latestNumber();
  }

  /** The end of the trace, for whoever has to find out why a story failed. */
  private String told() {
    StringBuilder text = new StringBuilder("\n");
    trace
        .subList(Math.max(0, trace.size() - 60), trace.size())
        .forEach(entry -> text.append(entry).append('\n'));
    return text.toString();
  }
}
