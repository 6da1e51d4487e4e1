package io.servergroup.rollout;

import io.servergroup.group.Instance;
import io.servergroup.group.LifecycleState;
import io.servergroup.group.ServerGroup;
import io.servergroup.health.GroupHealth;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Decides from a fresh look at the whole group what a rollout does next.
 *
 * <p>The target was pinned at the start. Where groups are rolled to what they name, replacements
 * are launched from what the name stands for at that moment, so once it has moved, the rollout can
 * no longer bring a server to its target: it stops rather than spread a version nobody asked it to
 * roll.
 */
public final class BatchPlanner {
  /** How often a batch may be given back before the group's health is too restless to go on. */
  static final int MOST_ATTEMPTS = 10;

  private final RolloutPlan plan;
  private final Situation now;
  private final Course course;
  private final Instant at;
  private final GroupHealth health;
  private final Aim aim;
  private final List<GroupHealth.Verdict> outdated;
  private final List<GroupHealth.Verdict> stuck;

  private BatchPlanner(RolloutPlan plan, Situation now, Course course) {
    this.plan = plan;
    this.now = now;
    this.course = course;
    this.at = now.health().group().readAt();
    this.health = now.health();
    this.aim = Aim.at(plan, now);
    this.outdated = aim.outdated(health);
    this.stuck =
        givesUpWaiting()
            ? health.servers().stream().filter(verdict -> aim.isStuck(verdict.server())).toList()
            : List.of();
  }

  /**
   * What to do next.
   *
   * @param execution the ARN of the rollout's own execution
   * @param course how far the rollout is, with what has happened since the last look
   */
  public static Decision decide(RolloutPlan plan, Situation now, String execution, Course course) {
    BatchPlanner planner = new BatchPlanner(plan, now, course);
    return switch (planner.decide(execution)) {
      case Decision.Wait(List<Blocker> blockers, String reason)
          when planner.waited().compareTo(plan.gates().batchTimeout()) >= 0 ->
          new Decision.Stop(
              planner.lacksCapacity() ? StopCategory.CAPACITY : StopCategory.HEALTH,
              "for " + planner.waited().toMinutes() + " minutes " + reason);
      case Decision.Batch batch when course.tally().attempt() > MOST_ATTEMPTS ->
          new Decision.Stop(
              StopCategory.HEALTH,
              MOST_ATTEMPTS
                  + " times in a row a batch was given back, because servers became unhealthy"
                  + " between two looks; the last choice: "
                  + batch.reason());
      case Decision decision -> decision;
    };
  }

  /** In the order in which things keep a rollout from its next batch. */
  private Decision decide(String execution) {
    return conflict(execution)
        .or(this::handOver)
        .or(() -> AlarmCheck.of(now.alarms()))
        .or(this::pauseRequested)
        .or(this::moved)
        .or(this::unsettled)
        .or(this::baking)
        .or(this::checkpoint)
        .or(this::tellGroups)
        .or(this::done)
        .orElseGet(this::batch);
  }

  /**
   * A server that its group launches anew mostly heals at its old version before its turn comes.
   * One that does not has to be told another; on the way back that version is the broken one.
   */
  private boolean givesUpWaiting() {
    return plan.isRollback() || waited().compareTo(plan.gates().batchTimeout().dividedBy(2)) >= 0;
  }

  private Duration waited() {
    return course.waited(at);
  }

  private Optional<Decision> conflict(String execution) {
    return Conflict.in(plan, now, execution)
        .map(conflict -> new Decision.Stop(StopCategory.CONFLICT, conflict));
  }

  private Optional<Decision> handOver() {
    return course.events() < HistoryBudget.FULL
        ? Optional.empty()
        : Optional.of(
            new Decision.HandOver(
                "the history of this execution has up to " + course.events() + " events"));
  }

  /** A rollout that has only to be seen fit for the last time has nothing to pause before. */
  private Optional<Decision> pauseRequested() {
    return now.lock()
        .pauseRequested()
        .filter(who -> !candidates().isEmpty() || unsettled().isPresent())
        .map(Decision.AskPerson::pausedBy);
  }

  private Optional<Decision> moved() {
    List<String> moves = aim.moved(health.group(), now.resolvedNow());
    if (moves.isEmpty() || candidates().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Decision.Stop(
            StopCategory.CONFLICT,
            Listing.of(moves)
                + ": the servers still outdated ("
                + Listing.of(candidates().stream().map(this::versionOf).toList())
                + ") would come back at another version than this rollout's; start a new rollout"));
  }

  /** What must heal by itself before another server may be touched. */
  private Optional<Decision> unsettled() {
    List<Blocker> blockers = new ArrayList<>();
    for (GroupHealth.Verdict verdict : health.servers()) {
      if (!verdict.healthy() && !isReplaceable(verdict)) {
        blockers.add(new Blocker(verdict.server().name(), String.join("; ", verdict.failing())));
      }
    }
    health
        .unreadable()
        .forEach((name, why) -> blockers.add(new Blocker(name, "could not be read: " + why)));
    blockers.addAll(groupBlockers());
    return blockers.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Decision.Wait(
                blockers, "the group is not fit for a batch: " + Blocker.sentences(blockers)));
  }

  private List<Blocker> groupBlockers() {
    return GroupBlockers.of(
        health.group(),
        candidates().stream()
            .map(verdict -> verdict.server().group().name())
            .collect(Collectors.toSet()));
  }

  /**
   * In service but outdated, or launched from the wrong version over and over: replacing it is the
   * cure. All else is in the making, or broken.
   */
  private boolean isReplaceable(GroupHealth.Verdict verdict) {
    return stuck.contains(verdict)
        || (aim.isOutdated(verdict.server())
            && verdict.server().instance().filter(BatchPlanner::isInService).isPresent());
  }

  private Optional<Decision> baking() {
    if (course.batch() == 1) {
      return Optional.empty();
    }
    Duration baked = Duration.between(course.times().fitSince().orElse(at), at);
    Duration left = plan.gates().bake().minus(baked);
    return left.isPositive()
        ? Optional.of(
            new Decision.Bake(
                left,
                "batch %d bakes: fit for %d of %d seconds"
                    .formatted(
                        course.batch() - 1, baked.toSeconds(), plan.gates().bake().toSeconds())))
        : Optional.empty();
  }

  private Optional<Decision> checkpoint() {
    return candidates().isEmpty()
        ? Optional.empty()
        : plan.checkpoints()
            .reached(course, plan.toReplace())
            .map(
                words ->
                    new Decision.AskPerson(
                        false,
                        "checkpoint: "
                            + words
                            + "; "
                            + candidates().size()
                            + (candidates().size() == 1 ? " server is" : " servers are")
                            + " left to be replaced"));
  }

  /**
   * On the way back a server that never left its version may have a group that was told another
   * already: nothing has to be replaced, but what its group launches has.
   */
  private Optional<Decision> tellGroups() {
    List<ChosenServer> untold =
        candidates().isEmpty() && plan.isRollback() ? aim.untold(health) : List.of();
    return untold.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Decision.Batch(
                untold.subList(0, Math.min(untold.size(), ChosenServer.MOST_IN_A_BATCH)),
                false,
                "no server is left to be taken back; groups to be told so: "
                    + Listing.of(untold.stream().map(ChosenServer::group).toList())));
  }

  private Optional<Decision> done() {
    if (!candidates().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Decision.Done(plan.isRollback() ? aim.wentBack(health.group()) : wentForward()));
  }

  private String wentForward() {
    String who =
        plan.selection().servers().isEmpty()
            ? "all " + plan.size() + " servers of " + plan.serverGroup()
            : "the servers asked for (" + plan.selection().servers() + ")";
    return who + " are at their target and healthy";
  }

  private List<GroupHealth.Verdict> candidates() {
    List<GroupHealth.Verdict> candidates = new ArrayList<>(outdated);
    stuck.stream().filter(verdict -> !outdated.contains(verdict)).forEach(candidates::add);
    return candidates;
  }

  /** A canary is the first healthy server to be replaced; unhealthy ones cost nothing. */
  private Decision batch() {
    List<GroupHealth.Verdict> ordered = OrderRule.ordered(candidates());
    boolean onlyUnhealthy = course.wantsCanary(plan) && !ordered.getFirst().healthy();
    boolean canary = course.wantsCanary(plan) && !onlyUnhealthy;
    int most = canary ? 1 : plan.batchSize();
    int healthyToSpare = onlyUnhealthy ? 0 : health.healthyCount() - plan.floor();
    List<GroupHealth.Verdict> chosen = new ArrayList<>();
    for (GroupHealth.Verdict candidate : ordered) {
      boolean affordable = !candidate.healthy() || healthyToSpare > 0;
      if (affordable && chosen.size() < Math.min(most, ChosenServer.MOST_IN_A_BATCH)) {
        chosen.add(candidate);
        healthyToSpare -= candidate.healthy() ? 1 : 0;
      }
    }
    if (chosen.isEmpty()) {
      Blocker floor =
          new Blocker(
              plan.serverGroup(),
              health.healthyCount() + " servers are healthy and " + plan.floor() + " must stay so");
      return new Decision.Wait(List.of(floor), floor.sentence());
    }
    return new Decision.Batch(
        chosen.stream().map(v -> ChosenServer.of(v.server())).toList(),
        canary,
        ordered.size()
            + " of "
            + plan.size()
            + " servers are outdated; next"
            + (canary ? ", as the canary: " : ": ")
            + Listing.of(chosen.stream().map(this::why).toList()));
  }

  private String why(GroupHealth.Verdict verdict) {
    return verdict.healthy()
        ? versionOf(verdict)
        : versionOf(verdict) + ", unhealthy: " + String.join("; ", verdict.failing());
  }

  private String versionOf(GroupHealth.Verdict verdict) {
    return verdict.server().name()
        + " ("
        + verdict
            .server()
            .instance()
            .map(
                instance ->
                    instance.id()
                        + " at "
                        + instance.template().map(Object::toString).orElse("no launch template"))
            .orElse("no instance")
        + ", target "
        + aim.of(verdict.server().group()).map(Object::toString).orElse("unknown")
        + ")";
  }

  private boolean lacksCapacity() {
    ServerGroup group = health.group();
    return group.instances().filter(BatchPlanner::isInService).count() != group.size()
        || !groupBlockers().isEmpty();
  }

  private static boolean isInService(Instance instance) {
    return instance.state() == LifecycleState.IN_SERVICE;
  }
}
