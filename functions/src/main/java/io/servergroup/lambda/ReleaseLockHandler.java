package io.servergroup.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import io.servergroup.aws.Executions;
import io.servergroup.aws.RolloutLock;
import io.servergroup.rollout.FailureText;
import java.util.Optional;

/**
 * Gives the lock back, if it is still ours, and puts what ended the rollout into words: a failed
 * batch is explained by its own execution, which the state machine only sees as JSON inside a text
 * that may be cut off.
 */
public final class ReleaseLockHandler
    implements RequestHandler<ReleaseLockHandler.Request, ReleaseLockHandler.Answer> {
  /**
   * What to release, and what happened.
   *
   * @param execution the ARN of the rollout's execution
   * @param error the error that ended the rollout; empty after success
   * @param child the ARN of the execution of the batch that failed; empty when none did
   */
  public record Request(
      String serverGroup, String execution, String error, String cause, String child) {}

  /**
   * The answer.
   *
   * @param released false when the lock was not ours any more
   * @param error the name the execution's failure gets; empty after success
   */
  public record Answer(boolean released, String error, String cause) {}

  private final RolloutLock lock;
  private final Executions executions;
  private final DecisionLog log;

  /** For Lambda. */
  public ReleaseLockHandler() {
    this(ProductionWiring.create());
  }

  public ReleaseLockHandler(Wiring wiring) {
    this.lock = new RolloutLock(wiring.clients(), wiring.settings().lockTable());
    this.executions = new Executions(wiring.clients());
    this.log = wiring.log();
  }

  @Override
  public Answer handleRequest(Request request, Context context) {
    Answer answer = Retryable.call("ReleaseLock", () -> release(request));
    new RolloutLines(log, request.serverGroup())
        .group(
            "ReleaseLock",
            answer.released() ? "RELEASED" : "NOT_OURS",
            answer.error() + " " + answer.cause());
    return answer;
  }

  private Answer release(Request request) {
    boolean released = lock.release(request.serverGroup(), request.execution());
    FailureText failure = FailureText.of(request.error(), request.cause(), childOf(request));
    return new Answer(released, failure.error(), failure.cause());
  }

  private Optional<FailureText.Child> childOf(Request request) {
    return Optional.of(request.child())
        .filter(child -> !child.isEmpty())
        .flatMap(
            child ->
                executions
                    .failure(child)
                    .map(f -> new FailureText.Child(child, f.status(), f.error(), f.cause())));
  }
}
