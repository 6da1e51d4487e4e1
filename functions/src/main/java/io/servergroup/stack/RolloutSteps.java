package io.servergroup.stack;

import java.util.Optional;

/** Decides at every look what is done next for a request to create or to update. */
public final class RolloutSteps {
  /** A history lasts for days: more successors than this between two looks are a circle. */
  private static final int MOST_SUCCESSORS = 10;

  private final ResourceRequest request;
  private final RolloutProperties properties;
  private final LinkTime time;
  private final boolean rollingBack;
  private final RolloutReadings readings;

  /**
   * One look.
   *
   * @param stackStatus such as {@code UPDATE_IN_PROGRESS}
   * @param readings are asked only for what the decision depends on
   */
  public RolloutSteps(
      ResourceRequest request,
      RolloutProperties properties,
      LinkTime time,
      String stackStatus,
      RolloutReadings readings) {
    this.request = request;
    this.properties = properties;
    this.time = time;
    this.rollingBack = new StackStatus(stackStatus).isRollingBack();
    this.readings = readings;
  }

  /** What is done next. */
  public RolloutStep next(RolloutStep.Known known) {
    if (known.execution().isPresent()) {
      return follow(known.execution().get(), known);
    }
    return switch (RolloutNeed.of(request, properties, rollingBack)) {
      case RolloutNeed.Nothing(String why) ->
          new RolloutStep(
              new StackDecision.Answer(ResourceAnswer.success(why, Following.NONE)), known);
      case RolloutNeed.Follow(String execution) -> follow(execution, known);
      case RolloutNeed.Capacity capacity -> capacity(known);
      case RolloutNeed.Rollout rollout -> roll(rollout, known);
    };
  }

  /**
   * What is done when that could not be decided, because something can not be read.
   *
   * @param detail what could not be read, and why
   * @return empty when nothing is left but to fail
   */
  public Optional<RolloutStep> unreadable(RolloutStep.Known known, String detail) {
    if (!time.isOut()) {
      return Optional.of(
          new RolloutStep(
              new StackDecision.Wait(time.untilNextLook(), "it could not be read: " + detail),
              known));
    }
    return known
        .execution()
        .or(properties::follows)
        .filter(execution -> rollingBack)
        .map(
            execution ->
                new RolloutStep(
                    following(execution).unreadable(detail), known.following(execution)));
  }

  private RolloutStep capacity(RolloutStep.Known known) {
    CapacityWait wait = new CapacityWait(properties, time);
    return new RolloutStep(wait.decide(readings.health()).orElseGet(wait::complete), known);
  }

  private RolloutStep roll(RolloutNeed.Rollout rollout, RolloutStep.Known known) {
    if (rollout.capacityFirst() && !known.hadCapacity()) {
      Optional<StackDecision> missing =
          new CapacityWait(properties, time).decide(readings.health());
      if (missing.isPresent()) {
        return new RolloutStep(missing.get(), known);
      }
    }
    RolloutStep.Known now = known.withCapacity();
    RolloutStart start = new RolloutStart(request, properties, time, rollingBack);
    Optional<String> other = readings.runningRollout();
    if (other.isPresent()) {
      return new RolloutStep(start.after(other.get(), rollout.why()), now.withAnother());
    }
    if (rollingBack && !readings.hasChanged(properties.clusterSize())) {
      return new RolloutStep(
          new StackDecision.Answer(
              ResourceAnswer.success(
                  "no server has to go back: the update had reached none", Following.NONE)),
          now);
    }
    if (time.isOut()) {
      return new RolloutStep(start.tooLate(), now);
    }
    return new RolloutStep(
        known.afterAnother() && start.asksForHealth()
            ? start.onceHealed(readings.health(), rollout.why())
            : start.now(rollout.why()),
        now);
  }

  private RolloutStep follow(String execution, RolloutStep.Known known) {
    String followed = execution;
    RolloutRun run = readings.run(followed);
    for (int i = 0; i < MOST_SUCCESSORS && run instanceof RolloutRun.HandedOver handedOver; i++) {
      followed = handedOver.successor();
      run = readings.run(followed);
    }
    return new RolloutStep(following(followed).decide(run), known.following(followed));
  }

  private Following following(String execution) {
    return new Following(
        properties.serverGroup(),
        execution,
        RolloutStart.isOf(request, execution),
        time,
        rollingBack);
  }
}
