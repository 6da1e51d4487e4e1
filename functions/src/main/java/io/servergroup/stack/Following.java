package io.servergroup.stack;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Follows a rollout to its end, as far as the time of a link goes. */
final class Following {
  /** What {@code Fn::GetAtt} reads when there is no rollout to follow. */
  static final Map<String, String> NONE = Map.of("Execution", "");

  /**
   * How the machine rolling-deploy words an ending in which every server was replaced and only the
   * lock could not be given back.
   */
  static final String ALL_BUT_THE_LOCK =
      "Every server is at the target and healthy, but the lock was not given back";

  /** DescribeExecution is eventually consistent. */
  private static final Duration NOT_KNOWN_YET = Duration.ofMinutes(2);

  private final String serverGroup;
  private final String execution;
  private final boolean isOwn;
  private final LinkTime time;
  private final boolean rollingBack;

  /**
   * @param execution its ARN
   * @param isOwn whether this very request has started it, so that it must come to be known
   */
  Following(
      String serverGroup, String execution, boolean isOwn, LinkTime time, boolean rollingBack) {
    this.serverGroup = serverGroup;
    this.execution = execution;
    this.isOwn = isOwn;
    this.time = time;
    this.rollingBack = rollingBack;
  }

  /** What to do, as the rollout is now. */
  StackDecision decide(RolloutRun run) {
    return switch (run) {
      case RolloutRun.Running running -> goesOn("the rollout goes on: " + execution);
      case RolloutRun.HandedOver(String successor) -> goesOn("the rollout goes on: " + successor);
      case RolloutRun.Succeeded(String reason) -> success(reason);
      case RolloutRun.Failed(String status, String error, String cause) ->
          cause.startsWith(ALL_BUT_THE_LOCK) ? success(cause) : failed(status, error, cause);
      case RolloutRun.Unknown unknown ->
          isOwn || time.elapsed().compareTo(NOT_KNOWN_YET) < 0
              ? goesOn("the rollout is not to be seen yet: " + execution)
              : unknown();
    };
  }

  /** When time is out and a rollback can not find out how its rollout is. */
  StackDecision unreadable(String detail) {
    return success(
        "how the rollout is could not be read (%s): %s; the stack does not wait for it any longer, follow it there"
            .formatted(detail, execution));
  }

  private StackDecision goesOn(String soFar) {
    if (!time.isOut()) {
      return new StackDecision.Wait(time.untilNextLook(), soFar);
    }
    // A rollback may have this link alone, and to fail would leave the stack between two states.
    if (rollingBack) {
      return success(soFar + "; the stack does not wait for it any longer, follow it there");
    }
    if (!time.isLast()) {
      return success(soFar + "; the next link waits for it");
    }
    return new StackDecision.Stop(
        serverGroup,
        "the stack has waited for %d minutes and can not wait any longer"
            .formatted(time.whole().toMinutes()),
        failed(
            "the rollout took longer than the %d minutes that a stack can wait for it, and is being stopped: %s; use a larger BatchSize, or update with SkipRollingDeploy and start the rollout by hand"
                .formatted(time.whole().toMinutes(), execution)));
  }

  private StackDecision unknown() {
    return rollingBack
        ? success("nothing is known of the rollout " + execution + " any more")
        : failed(
            "nothing is known of the rollout "
                + execution
                + "; look whether it was deleted with its state machine, and update again");
  }

  private StackDecision failed(String status, String error, String cause) {
    return failed(
        Stream.of("the rollout " + execution + " is " + status, error, cause)
            .filter(part -> !part.isBlank())
            .collect(Collectors.joining(": ")));
  }

  private StackDecision success(String reason) {
    return new StackDecision.Answer(ResourceAnswer.success(reason, data()));
  }

  private StackDecision failed(String reason) {
    return new StackDecision.Answer(ResourceAnswer.failed(reason, data()));
  }

  private Map<String, String> data() {
    return Map.of("Execution", execution);
  }
}
