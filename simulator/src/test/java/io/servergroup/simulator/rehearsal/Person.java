package io.servergroup.simulator.rehearsal;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import io.servergroup.lambda.RolloutControl;
import io.servergroup.simulator.aws.lambda.InvocationResult;
import io.servergroup.simulator.states.Execution;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** Whoever looks after a rollout: asks it to pause, lets it go on, stops it. */
final class Person {
  private final Story story;
  private final LockByHand lock;

  Person(Story story) {
    this.story = story;
    this.lock = new LockByHand(story);
  }

  /** Waits until somebody is asked; returns what. */
  String awaitsQuestion() {
    story.until(() -> lock.token().isPresent(), "a question");
    return lock.question().orElseThrow();
  }

  /** Waits until the rollout asks somebody, or has ended. */
  boolean isAsked(Execution rollout) {
    story.until(
        () -> lock.token().isPresent() || rollout.stopTime() != null, "a question or the end");
    return lock.token().isPresent();
  }

  RolloutControl.Result does(RolloutControl.Action action) {
    return new RolloutControl(story.aws(), ControlPlane.LOCK_TABLE)
        .act(story.stage().cluster().name(), action, "a person");
  }

  /** Does it, and demands that it could be done; returns what was said. */
  String succeedsTo(RolloutControl.Action action) {
    RolloutControl.Result result = does(action);
    assertTrue(result.done(), result::message);
    return result.message();
  }

  /** Tries it, and demands that it could not be done; returns what was said. */
  String failsTo(RolloutControl.Action action) {
    RolloutControl.Result result = does(action);
    assertFalse(result.done(), result::message);
    return result.message();
  }

  /** Invokes the function for it, as the console of Lambda does; returns its answer. */
  Map<String, Object> invokes(String action, String reason) {
    InvocationResult result = triesToInvoke(action, reason);
    if (!(result instanceof InvocationResult.Success(String payload))) {
      throw new AssertionError(result.toString());
    }
    try {
      return JSON.std.mapFrom(payload);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same, whatever becomes of the function. */
  InvocationResult triesToInvoke(String action, String reason) {
    InvocationResult[] result = {null};
    story
        .aws()
        .lambda()
        .invoke(
            DeployedFunction.CONTROL,
            """
            {"serverGroup": "%s", "action": "%s", "reason": "%s"}
            """
                .formatted(story.stage().cluster().name(), action, reason),
            answer -> result[0] = answer);
    story.until(() -> result[0] != null, "the answer of the function");
    return result[0];
  }
}
