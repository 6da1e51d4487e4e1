package io.servergroup.simulator.sweep;

import io.servergroup.simulator.aws.cloudwatch.AlarmState;
import io.servergroup.simulator.aws.ec2.Instance;
import io.servergroup.simulator.kernel.RandomStream;
import io.servergroup.simulator.rehearsal.Cluster;
import io.servergroup.simulator.rehearsal.Stage;
import io.servergroup.simulator.states.Execution;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The people around a cluster, and what befalls it from outside: everything that happens at a
 * moment of its own and not because of something the control plane does. What they change they
 * change back, at the latest when the faults end.
 */
final class Operators {
  static final String SOURCE = "operator";

  private final Stage stage;
  private final FaultDice dice;
  private final Rollouts rollouts;
  private final Versions versions;
  private final MissingPermissions permissions;
  private final IdentityEdits identities;
  private final GroupEdits groups;
  private final Duration span;
  private final List<Runnable> undone = new ArrayList<>();
  private int pending;
  private int answers;

  /**
   * @param span within which things happen
   */
  Operators(
      Stage stage,
      FaultDice dice,
      Rollouts rollouts,
      Versions versions,
      MissingPermissions permissions,
      Duration span) {
    this.stage = stage;
    this.dice = dice;
    this.rollouts = rollouts;
    this.versions = versions;
    this.permissions = permissions;
    this.identities = new IdentityEdits(stage);
    this.groups = new GroupEdits(stage);
    this.span = span;
    stage.aws().alarms().create(ScenarioDraw.ALARM);
    stage.aws().alarms().set(ScenarioDraw.ALARM, AlarmState.OK, "no errors");
    stage.controlPlane().whenDecided((decision, fields) -> asked(decision));
  }

  /** Draws what happens, and when. */
  void begin() {
    for (FaultKind kind : FaultKind.values()) {
      if (kind.per() == FaultKind.Per.RUN && kind != FaultKind.RESTART) {
        for (int i = 0; i < most(kind); i++) {
          if (dice.happens(kind)) {
            schedule(kind, dice.details(kind));
          }
        }
      }
    }
  }

  /** Whether something is still to happen. */
  boolean busy() {
    return pending > 0;
  }

  /** Everything is changed back, and every question answered. */
  void end() {
    List<Runnable> left = List.copyOf(undone);
    undone.clear();
    left.forEach(Runnable::run);
    if (rollouts.running()) {
      control("resume");
    }
  }

  private static int most(FaultKind kind) {
    return switch (kind) {
      case EXTERNAL_TERMINATION, EXTERNAL_REPLACEMENT -> 2;
      default -> 1;
    };
  }

  /** Half of the second rollouts are started at the same time as the first. */
  private Duration moment(FaultKind kind, RandomStream details) {
    boolean together = details.chance(0.5) && kind == FaultKind.SECOND_ROLLOUT;
    return details.between(Duration.ZERO, together ? Duration.ofSeconds(3) : span);
  }

  private void schedule(FaultKind kind, RandomStream details) {
    pending++;
    after(
        moment(kind, details),
        kind.word(),
        () -> {
          pending--;
          act(kind, details);
        });
  }

  private void act(FaultKind kind, RandomStream details) {
    switch (kind) {
      case LOST_ZONE -> loseZone(details);
      case EXTERNAL_TERMINATION -> onInstance(details, this::terminateInEc2);
      case EXTERNAL_REPLACEMENT -> onInstance(details, groups::replace);
      case CAPACITY_EDIT -> editCapacity(details);
      case TEMPLATE_EDIT -> tell("", "makes version " + versions.deploy());
      case SUSPENDED_LAUNCHES -> suspendLaunches(details);
      case SECOND_ROLLOUT -> rollouts.startAnother();
      case STOPPED_EXECUTION -> stopExecution(details);
      case PAUSE -> pause(details);
      case CANCEL -> control("cancel");
      case ALARM -> alarm(details);
      case DENIED_ACTION -> denyAction(details);
      case IDENTITY_EDIT -> identities.edit(server(details), details);
      default -> throw new IllegalArgumentException(kind + " is nothing that somebody does");
    }
  }

  private void loseZone(RandomStream details) {
    String zone = server(details).zone();
    tell(zone, "goes down");
    stage.aws().ec2World().loseZone(zone);
    until(details, Duration.ofMinutes(20), () -> restoreZone(zone));
  }

  private void restoreZone(String zone) {
    tell(zone, "comes back");
    stage.aws().ec2World().restoreZone(zone);
  }

  private void onInstance(RandomStream details, Consumer<String> act) {
    String instance = stage.census().of(server(details).index()).instance();
    if (!instance.isEmpty()) {
      act.accept(instance);
    }
  }

  private void terminateInEc2(String id) {
    Instance instance = stage.aws().ec2World().instances().catalog().get(id);
    if (instance != null) {
      tell(id, "is terminated in EC2");
      stage.aws().ec2World().instances().terminate(instance);
    }
  }

  private void editCapacity(RandomStream details) {
    String group = server(details).group();
    int usual = stage.aws().autoScalingWorld().group(group).desiredCapacity();
    int edited = details.chance(0.5) ? usual + 1 : Math.max(0, usual - 1);
    groups.capacity(group, 0, edited, edited + 1);
    until(details, Duration.ofMinutes(15), () -> groups.capacity(group, usual, usual, usual));
  }

  private void suspendLaunches(RandomStream details) {
    String group = server(details).group();
    groups.suspendLaunches(group);
    until(details, Duration.ofMinutes(30), () -> groups.resumeLaunches(group));
  }

  private void stopExecution(RandomStream details) {
    List<Execution> running = rollouts.runningExecutions();
    if (!running.isEmpty()) {
      Execution execution = running.get(details.nextInt(running.size()));
      tell(execution.name(), "is stopped");
      stage.aws().engine().stopExecution(execution.arn(), "Cancelled", "by an operator");
    }
  }

  private void pause(RandomStream details) {
    control("pause");
    until(details, Duration.ofMinutes(15), () -> control("resume"));
  }

  private void alarm(RandomStream details) {
    tell(ScenarioDraw.ALARM, "goes off");
    stage.aws().alarms().set(ScenarioDraw.ALARM, AlarmState.ALARM, "too many errors");
    until(
        details,
        Duration.ofMinutes(15),
        () -> stage.aws().alarms().set(ScenarioDraw.ALARM, AlarmState.OK, "no errors any more"));
  }

  private void denyAction(RandomStream details) {
    String action = permissions.lose(details);
    tell(action, "is not allowed any more");
    until(
        details,
        Duration.ofMinutes(20),
        () -> {
          tell(action, "is allowed again");
          permissions.restore(action);
        });
  }

  /** Somebody may answer what a rollout asks; later, when the faults have ended, in any case. */
  private void asked(String decision) {
    if (!decision.equals("ASKED")) {
      return;
    }
    RandomStream details = new RandomStream(stage.simulation().seed(), "answer " + answers++);
    boolean answered = details.chance(0.85);
    boolean goesOn = details.chance(0.85);
    after(
        details.between(Duration.ofSeconds(5), Duration.ofMinutes(4)),
        "a person answers",
        () -> {
          if (answered || dice.ended()) {
            control(goesOn || dice.ended() ? "resume" : "cancel");
          }
        });
  }

  private void control(String action) {
    tell(stage.cluster().name(), "wants to " + action + " the rollout");
    stage.controlPlane().control(action, "by an operator");
  }

  private Cluster.Member server(RandomStream details) {
    List<Cluster.Member> members = stage.cluster().members();
    return members.get(details.nextInt(members.size()));
  }

  /** Has something be undone after a while, or when the faults end. */
  private void until(RandomStream details, Duration longest, Runnable undo) {
    undone.add(undo);
    after(
        details.between(Duration.ofMinutes(1), longest),
        "undone",
        () -> {
          if (undone.remove(undo)) {
            undo.run();
          }
        });
  }

  private void after(Duration delay, String label, Runnable action) {
    stage.simulation().queue().after(delay, label, action);
  }

  private void tell(String subject, String what) {
    stage.simulation().trace().add(SOURCE, subject, what);
  }
}
