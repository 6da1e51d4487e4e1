package io.servergroup.simulator.rehearsal;

import io.servergroup.simulator.rehearsal.RehearsalObserver.Progress;
import io.servergroup.simulator.rehearsal.RehearsalObserver.ServerState;
import io.servergroup.simulator.rehearsal.RehearsalReport.ServerRow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;

/** Turns the truth about a cluster into what an observer sees and what a report shows. */
final class Progresses {
  private final Stage stage;
  private final Cluster cluster;
  private final Census census;
  private final RolloutWatch watch;
  private final RehearsalObserver observer;
  private final Instant start;
  private final long target;
  private final int floor;
  private final Set<Integer> concerned;
  private final List<Census.Truth> before;

  /**
   * Follows a rehearsal.
   *
   * @param target the version that servers are brought to
   * @param before the servers as they were before
   */
  Progresses(
      Stage stage,
      RehearsalOptions options,
      RolloutWatch watch,
      long target,
      List<Census.Truth> before,
      RehearsalObserver observer) {
    this.stage = stage;
    this.cluster = stage.cluster();
    this.census = stage.census();
    this.watch = watch;
    this.observer = observer;
    this.start = stage.simulation().now();
    this.target = target;
    this.floor = options.floor();
    this.concerned = options.understood().servers();
    this.before = before;
    stage.controlPlane().whenDecided(this::decided);
    stage
        .simulation()
        .trace()
        .listen(entry -> observer.happened(sinceStart(), serverOf(entry.subject()), entry));
    watch.whenBatchBegins(
        batch -> observer.batchBegan(sinceStart(), batch.number(), List.copyOf(batch.servers())));
    watch.whenBatchEnds(batch -> observer.batchEnded(sinceStart(), batch.number(), batch.status()));
    census.whenLookedAt(server -> tell());
    tell();
  }

  /** The last rollout has ended. */
  void rolloutEnded() {
    observer.rolloutEnded(sinceStart());
  }

  /** The last picture. */
  void finish() {
    tell();
  }

  /** How many servers run a healthy instance of the target version that they did not run before. */
  int replaced() {
    return (int)
        IntStream.range(0, before.size())
            .filter(server -> census.of(server).healthy() && isCurrent(server))
            .count();
  }

  /**
   * How many servers run another healthy instance of the version they had: they were replaced, and
   * taken back.
   */
  int takenBack() {
    return (int)
        IntStream.range(0, before.size())
            .filter(
                server -> census.of(server).healthy() && isAnother(server) && hasOldVersion(server))
            .count();
  }

  /** The servers that are not at the version they had. */
  List<Integer> notAtOldVersion() {
    return IntStream.range(0, before.size())
        .filter(server -> !hasOldVersion(server))
        .boxed()
        .toList();
  }

  /** One row per server, against how it was before. */
  List<ServerRow> rows() {
    return cluster.members().stream()
        .map(member -> row(member, before.get(member.index())))
        .toList();
  }

  private ServerRow row(Cluster.Member member, Census.Truth before) {
    Census.Truth now = census.of(member.index());
    boolean named = cluster.topology().hasSlots();
    return new ServerRow(
        member.index(),
        member.zone(),
        before.instance(),
        now.instance(),
        cluster.templateId() + ":" + before.version(),
        cluster.templateId() + ":" + now.version(),
        member.address(),
        named ? address(member) : "",
        member.dnsName(),
        named ? record(member) : "",
        now.healthy() ? "healthy" : now.state() + ", " + health(now));
  }

  private String address(Cluster.Member member) {
    return stage.aws().ec2World().interfaces().require(member.networkInterface()).privateAddress();
  }

  private String record(Cluster.Member member) {
    return String.join(",", stage.aws().dns().values(cluster.hostedZone(), member.dnsName(), "A"));
  }

  /** Decisions of the rollout name the step that made them; those of reconcile do not. */
  private void decided(String decision, Map<String, ?> fields) {
    observer.decided(sinceStart(), decision, fields);
    if (fields.containsKey("step")) {
      watch.decided(String.valueOf(fields.get("reason")));
    }
  }

  private void tell() {
    observer.progressed(sinceStart(), this::picture);
  }

  private Progress picture() {
    List<Census.Truth> truths = census.all();
    Set<Integer> inBatch = watch.inBatch();
    return new Progress(
        sinceStart(),
        watch.phase(),
        watch.begun(),
        census.healthy(),
        floor,
        cluster.members().stream()
            .map(member -> state(member, truths.get(member.index()), inBatch))
            .toList());
  }

  private ServerState state(Cluster.Member member, Census.Truth truth, Set<Integer> inBatch) {
    return new ServerState(
        member.index(),
        member.zone(),
        truth.instance(),
        truth.state(),
        truth.instance().isEmpty()
            ? Map.of()
            : stage.aws().balancers().states(cluster.balancers(), truth.instance()),
        health(truth),
        member.address(),
        truth.holder(),
        concerned.isEmpty() || concerned.contains(member.index()),
        isCurrent(member.index()),
        truth.healthy(),
        inBatch.contains(member.index()));
  }

  /** A rollout that has no new version brings new instances. */
  private boolean isCurrent(int server) {
    return census.of(server).version() == target && isAnother(server);
  }

  private boolean isAnother(int server) {
    return !census.of(server).instance().equals(before.get(server).instance());
  }

  private boolean hasOldVersion(int server) {
    return census.of(server).version() == before.get(server).version();
  }

  private OptionalInt serverOf(String subject) {
    int server = census.serverOf(subject);
    return server < 0 ? OptionalInt.empty() : OptionalInt.of(server);
  }

  private Duration sinceStart() {
    return Duration.between(start, stage.simulation().now());
  }

  private static String health(Census.Truth truth) {
    if (truth.healthy()) {
      return "healthy";
    }
    if (!truth.answers()) {
      return "does not answer";
    }
    return truth.balanced() ? "not at its address" : "load balancer says no";
  }
}
