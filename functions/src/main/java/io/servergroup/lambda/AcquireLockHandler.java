package io.servergroup.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import io.servergroup.aws.Executions;
import io.servergroup.aws.RolloutLock;
import io.servergroup.rollout.LockDecision;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** Takes the lock of a server group, or that of a rollout that died. */
public final class AcquireLockHandler
    implements RequestHandler<AcquireLockHandler.Request, AcquireLockHandler.Answer> {
  /**
   * What to lock, for whom.
   *
   * @param execution the ARN of the rollout's execution
   */
  public record Request(String serverGroup, String execution) {}

  /**
   * The answer.
   *
   * @param decision {@code ACQUIRED} or {@code HELD}
   * @param waitSeconds how long to wait before the lock is relied on
   */
  public record Answer(String decision, String reason, int waitSeconds) {}

  /** How often somebody else may be faster before this one gives way. */
  private static final int TRIES = 3;

  /**
   * A function of the former holder may still run after its execution was stopped. In this time it
   * reaches its next look at the lock, and what it has terminated shows in every reading.
   */
  private static final Duration SETTLING = Duration.ofSeconds(60);

  private final RolloutLock lock;
  private final Executions executions;
  private final InstantSource clock;
  private final DecisionLog log;

  /** For Lambda. */
  public AcquireLockHandler() {
    this(ProductionWiring.create());
  }

  public AcquireLockHandler(Wiring wiring) {
    this.lock = new RolloutLock(wiring.clients(), wiring.settings().lockTable());
    this.executions = new Executions(wiring.clients());
    this.clock = wiring.clock();
    this.log = wiring.log();
  }

  @Override
  public Answer handleRequest(Request request, Context context) {
    Answer answer = Retryable.call("AcquireLock", () -> acquire(request));
    new RolloutLines(log, request.serverGroup())
        .group("AcquireLock", answer.decision(), answer.reason());
    return answer;
  }

  private Answer acquire(Request request) {
    for (int tried = 0; tried < TRIES; tried++) {
      Optional<Answer> answer = tryOnce(request.serverGroup(), request.execution());
      if (answer.isPresent()) {
        return answer.get();
      }
    }
    return new Answer(
        "HELD",
        "others kept taking the lock of server group " + request.serverGroup() + "; start again",
        0);
  }

  /** Empty when somebody changed the lock between reading and writing it. */
  private Optional<Answer> tryOnce(String serverGroup, String execution) {
    Optional<String> holder = lock.holder(serverGroup);
    boolean runs =
        holder.filter(h -> !h.equals(execution)).filter(executions::isRunning).isPresent();
    return switch (LockDecision.of(execution, holder, runs)) {
      case LockDecision.Keep() -> Optional.of(acquired("held already", Duration.ZERO));
      case LockDecision.Take() ->
          Optional.of(acquired("nobody held it", Duration.ZERO))
              .filter(taken -> lock.take(serverGroup, execution, clock.instant()));
      case LockDecision.TakeOver(String former) ->
          Optional.of(acquired("taken over from " + former + ", which no longer runs", SETTLING))
              .filter(taken -> lock.takeOver(serverGroup, former, execution, clock.instant()));
      case LockDecision.Refuse(String other) ->
          Optional.of(
              new Answer(
                  "HELD",
                  "another rollout of server group "
                      + serverGroup
                      + " is running: "
                      + other
                      + "; wait for it to end, or stop that execution. Nothing was touched",
                  0));
    };
  }

  private static Answer acquired(String reason, Duration wait) {
    return new Answer("ACQUIRED", reason, (int) wait.toSeconds());
  }
}
