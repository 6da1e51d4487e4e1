package io.servergroup.rollout;

import io.servergroup.group.Instance;
import io.servergroup.group.LifecycleState;
import io.servergroup.group.ServerGroup;
import io.servergroup.group.TemplateVersion;
import io.servergroup.group.WarmPool;
import io.servergroup.health.GateRules;
import io.servergroup.health.SampleGroup;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;

/**
 * The plan of a rollout of a sample group from version 1 to 2 that differs from the plainest one in
 * what a test is about: no canary, no checkpoints, two healthy looks, nothing after a failure.
 */
public final class Plans {
  static final String EXECUTION = "arn:aws:states:eu-west-1:1:execution:rolling-deploy:one";
  static final Targets TO_2 = new Targets(Map.of(SampleGroup.LATEST, 2L));

  /** What was version 1 before a rollback. */
  static final TemplateVersion FROM_1 = new TemplateVersion("lt-1", 1);

  static final Rollback FAILED = new Rollback("Rollout.Stopped.Timeout", "server 0");

  private final int size;
  private final int batchSize;
  private Targets targets = TO_2;
  private Selection selection = Selection.OUTDATED;
  private boolean canary = false;
  private List<String> alarms = List.of();
  private Duration bake = Duration.ZERO;
  private int healthyChecks = 2;
  private GateRules rules = GateRules.WITH_SLOTS;
  private Checkpoints checkpoints = Checkpoints.NONE;
  private OnFailure onFailure = OnFailure.STOP;
  private Optional<Rollback> rollback = Optional.empty();

  private Plans(int size, int batchSize) {
    this.size = size;
    this.batchSize = batchSize;
  }

  public static Plans of(int size, int batchSize) {
    return new Plans(size, batchSize);
  }

  static RolloutPlan plan(int size, int batchSize) {
    return of(size, batchSize).plan();
  }

  /** Groups are given version 2 of {@code lt-1}, whatever they name. */
  public Plans fixed() {
    targets = TO_2.withFixed(Map.of("lt-1", 2L));
    return this;
  }

  /** Version 2 holds what version 1 held. */
  public Plans likeVersion1() {
    targets = targets.withEqual(EqualVersions.ofTexts(Map.of("lt-1:2", "lt-1:1")));
    return this;
  }

  Plans fixed(Targets given) {
    targets = given;
    return this;
  }

  public Plans only(Integer... servers) {
    selection = new Selection(new TreeSet<>(List.of(servers)), selection.launchedBefore());
    return this;
  }

  public Plans replacingAllLaunchedBefore(Instant start) {
    selection = new Selection(selection.servers(), Optional.of(start));
    return this;
  }

  public Plans canary() {
    canary = true;
    return this;
  }

  public Plans alarms(String... names) {
    alarms = List.of(names);
    return this;
  }

  public Plans baking(Duration time) {
    bake = time;
    return this;
  }

  public Plans healthyChecks(int looks) {
    healthyChecks = looks;
    return this;
  }

  public Plans judgedBy(GateRules other) {
    rules = other;
    return this;
  }

  public Plans checkpoints(String... words) {
    checkpoints = Checkpoints.of(List.of(words)).orElseThrow();
    return this;
  }

  public Plans rollingBackOnFailure() {
    onFailure = OnFailure.ROLLBACK;
    return this;
  }

  public Plans back(Rollback because) {
    rollback = Optional.of(because);
    return this;
  }

  public Plans back() {
    return back(FAILED);
  }

  /** The plan, of which every server is to be replaced. */
  public RolloutPlan plan() {
    return new RolloutPlan(
        "web",
        size,
        batchSize,
        Instant.EPOCH,
        size,
        targets,
        selection,
        canary,
        new Gates(
            rules, healthyChecks, alarms, bake, Duration.ofSeconds(10), Duration.ofMinutes(30)),
        checkpoints,
        Duration.ofHours(24),
        onFailure,
        rollback);
  }

  static ChosenServer chosen(int index) {
    return new ChosenServer(
        OptionalInt.of(index),
        "web-" + index,
        "i-" + index,
        "zone-" + (char) ('a' + index % 3),
        Optional.of(FROM_1));
  }

  /** The same group, whose first Auto Scaling group has a warm pool of one instance. */
  static ServerGroup pooled(ServerGroup group, Instance spare) {
    boolean running = spare.state() == LifecycleState.WARMED_RUNNING;
    return new ServerGroup(
        group.name(),
        group.readAt(),
        group.autoScalingGroups(),
        group.slots(),
        List.of(new WarmPool("web-0", running, List.of(spare))),
        List.of());
  }

  static Instance instance(String id, LifecycleState state, long version) {
    return SampleGroup.instance(id, "zone-a", state, version);
  }
}
