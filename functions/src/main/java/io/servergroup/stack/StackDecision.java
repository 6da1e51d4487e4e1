package io.servergroup.stack;

import java.time.Duration;
import java.util.Map;

/** What is done next for a request, and why. */
public sealed interface StackDecision {
  String reason();

  /** Look again later. */
  record Wait(Duration until, String reason) implements StackDecision {}

  /**
   * Start a rollout.
   *
   * @param name of its execution; the same for the same request
   * @param input of its execution
   */
  record Start(String name, Map<String, Object> input, String reason) implements StackDecision {}

  /**
   * Stop the rollout that holds the group's lock, and then do what comes next.
   *
   * @param serverGroup whose lock
   * @param why it is stopped, for whoever looks at it later
   * @param next what follows when that was asked for
   */
  record Stop(String serverGroup, String why, StackDecision next) implements StackDecision {
    @Override
    public String reason() {
      return next.reason();
    }
  }

  /** Answer CloudFormation. */
  record Answer(ResourceAnswer answer) implements StackDecision {
    @Override
    public String reason() {
      return answer.reason();
    }
  }
}
