package io.servergroup.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import io.servergroup.aws.CauseText;
import io.servergroup.aws.RolloutLock;
import io.servergroup.rollout.ProgressMaker;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Tells how a rollout has ended, and gives its lock back if it is still ours. */
public final class ReleaseLockHandler
    extends JsonFunction<ReleaseLockHandler.Request, ReleaseLockHandler.Answer> {
  /**
   * What to release, and what happened.
   *
   * @param execution the ARN of the rollout's execution
   * @param error the name of the failure that ended it; empty after success
   */
  public record Request(
      RolloutState rollout, CourseState course, String execution, String error, String cause) {}

  /**
   * The answer.
   *
   * @param released false when the lock was not ours any more
   * @param error as it was asked
   * @param cause as it was asked, with what functions said instead of their errors as JSON
   */
  public record Answer(boolean released, String error, String cause, ProgressRecord progress) {}

  private final RolloutLock lock;
  private final Announcer announcer;
  private final InstantSource clock;
  private final DecisionLog log;

  /** For Lambda. */
  public ReleaseLockHandler() {
    this(ProductionWiring.of(ReleaseLockHandler.class, ReleaseLockHandler::new));
  }

  public ReleaseLockHandler(Wiring wiring) {
    super(record(Request.class));
    this.lock = new RolloutLock(wiring.clients(), wiring.settings().lockTable());
    this.announcer = new Announcer(wiring);
    this.clock = wiring.clock();
    this.log = wiring.log();
  }

  @Override
  public Answer handleRequest(Request request, Context context) {
    Answer answer = Retryable.call("ReleaseLock", () -> release(request));
    new RolloutLines(log, request.rollout().serverGroup())
        .group(
            "ReleaseLock",
            answer.released() ? "RELEASED" : "NOT_OURS",
            answer.error() + " " + answer.cause());
    return answer;
  }

  /** After a failure, a function of the batch that failed may still be at work. */
  private Optional<Instant> settlesAt(Request request) {
    return request.error().isEmpty()
        ? Optional.empty()
        : Optional.of(clock.instant().plus(Fence.SETTLING));
  }

  private Answer release(Request request) {
    String group = request.rollout().serverGroup();
    String cause = CauseText.plain(request.cause());
    ProgressRecord told =
        announcer.tell(
            group,
            request.execution(),
            request.error(),
            new ProgressMaker(request.rollout().plan(), request.course().course(), clock.instant())
                .ended(request.error().isEmpty() ? cause : request.error() + ": " + cause));
    boolean released = lock.release(group, request.execution(), settlesAt(request));
    return new Answer(released, request.error(), cause, told);
  }
}
