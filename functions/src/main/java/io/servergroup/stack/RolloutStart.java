package io.servergroup.stack;

import io.servergroup.health.GroupHealth;
import java.util.List;

/** Starts the rollout of an update, once nobody else rolls the group. */
final class RolloutStart {
  /** By which a rollout that a stack has started is told from one that a person has. */
  private static final String STARTED_BY_STACK = "stack-";

  /** StartExecution takes no longer names. */
  private static final int LONGEST_NAME = 80;

  private final ResourceRequest request;
  private final RolloutProperties properties;
  private final LinkTime time;
  private final boolean rollingBack;

  RolloutStart(
      ResourceRequest request, RolloutProperties properties, LinkTime time, boolean rollingBack) {
    this.request = request;
    this.properties = properties;
    this.time = time;
    this.rollingBack = rollingBack;
  }

  /**
   * Starts.
   *
   * @param why the rollout is needed
   */
  StackDecision now(String why) {
    return new StackDecision.Start(
        name(request.requestId()), properties.rolloutInput(rollingBack), why);
  }

  /** Whether an execution is the one that this request starts. */
  static boolean isOf(ResourceRequest request, String execution) {
    return execution.endsWith(":" + name(request.requestId()));
  }

  /** What is answered when what came before has taken all the time. */
  StackDecision tooLate() {
    return outOfTimeOr("what had to be waited for before has taken the time");
  }

  /** Whether the rollout would refuse to start while servers are unhealthy. */
  boolean asksForHealth() {
    return !properties.skipHealthCheck() && !rollingBack;
  }

  /** Starts once the servers are back that a rollout before this one had sent away. */
  StackDecision onceHealed(GroupHealth health, String why) {
    List<String> unhealthy =
        health.unhealthy().stream().map(GroupHealth.Verdict::explanation).toList();
    return unhealthy.isEmpty()
        ? now(why)
        : outOfTimeOr(
            "the rollout before this one has left servers on their way: "
                + String.join("; ", unhealthy));
  }

  /**
   * Makes way, or waits, for another rollout.
   *
   * @param other the execution that rolls the group, or has begun to; one that does not hold the
   *     lock yet can not be stopped, and is looked at again
   */
  StackDecision after(String other, String why) {
    if (rollingBack || isStartedByStack(other)) {
      return new StackDecision.Stop(
          properties.serverGroup(),
          rollingBack
              ? "the stack takes its update back"
              : "the stack has another rollout to start: " + why,
          outOfTimeOr("the rollout before this one is being stopped: " + other));
    }
    return outOfTimeOr("a person's rollout has to end first: " + other);
  }

  private StackDecision outOfTimeOr(String waitsFor) {
    if (!time.isOut()) {
      return new StackDecision.Wait(time.untilNextLook(), waitsFor);
    }
    return new StackDecision.Answer(
        time.isLast() || rollingBack
            ? ResourceAnswer.failed(
                "no rollout was started within the time there is: "
                    + waitsFor
                    + "; let it end, or stop it, and update the stack again")
            : ResourceAnswer.success(waitsFor + "; the next link goes on", Following.NONE));
  }

  private static boolean isStartedByStack(String execution) {
    return execution.substring(execution.lastIndexOf(':') + 1).startsWith(STARTED_BY_STACK);
  }

  /**
   * Such as {@code stack-b3c0...}: the request's own, so that repeating the start starts it once.
   */
  private static String name(String requestId) {
    String name = STARTED_BY_STACK + requestId.replaceAll("[^A-Za-z0-9_-]", "-");
    return name.substring(0, Math.min(LONGEST_NAME, name.length()));
  }
}
