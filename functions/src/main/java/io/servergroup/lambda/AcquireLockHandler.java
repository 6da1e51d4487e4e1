package io.servergroup.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import io.servergroup.aws.Executions;
import io.servergroup.aws.RolloutLock;
import io.servergroup.rollout.LockDecision;
import io.servergroup.rollout.LockState;
import io.servergroup.rollout.StopCategory;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Takes the lock of a server group, or that of a rollout that died. */
public final class AcquireLockHandler
    extends JsonFunction<AcquireLockHandler.Request, AcquireLockHandler.Answer> {
  /**
   * What to lock, for whom.
   *
   * @param execution the ARN of the rollout's execution
   * @param predecessor the ARN of the execution whose rollout it goes on with; empty for a new one
   */
  public record Request(String serverGroup, String execution, String predecessor) {}

  /**
   * The answer.
   *
   * @param decision {@code ACQUIRED} or {@code HELD}
   * @param error with {@code HELD}: the name the execution's failure gets
   * @param waitSeconds how long to wait before the lock is relied on
   */
  public record Answer(String decision, String reason, String error, long waitSeconds) {}

  /** How often somebody else may be faster before this one gives way. */
  private static final int TRIES = 3;

  private final RolloutLock lock;
  private final Executions executions;
  private final InstantSource clock;
  private final DecisionLog log;

  /** For Lambda. */
  public AcquireLockHandler() {
    this(ProductionWiring.of(AcquireLockHandler.class, AcquireLockHandler::new));
  }

  public AcquireLockHandler(Wiring wiring) {
    super(record(Request.class));
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
      Optional<Answer> answer = tryOnce(request);
      if (answer.isPresent()) {
        return answer.get();
      }
    }
    return request.predecessor().isEmpty()
        ? held(
            "others kept taking the lock of server group "
                + request.serverGroup()
                + "; start again")
        : lost(request.serverGroup(), lock.state(request.serverGroup()).holder());
  }

  /** Empty when somebody changed the lock between reading and writing it. */
  private Optional<Answer> tryOnce(Request request) {
    String group = request.serverGroup();
    String execution = request.execution();
    LockState state = lock.state(group);
    boolean runs =
        state.holder().filter(h -> !h.equals(execution)).filter(executions::isRunning).isPresent();
    Optional<String> predecessor = Optional.of(request.predecessor()).filter(arn -> !arn.isEmpty());
    return switch (LockDecision.of(execution, predecessor, state.holder(), runs)) {
      case LockDecision.Keep() -> Optional.of(acquired("held already", settling(state)));
      case LockDecision.Take() ->
          Optional.of(acquired("nobody held it", settling(state)))
              .filter(taken -> lock.take(group, execution, clock.instant(), state.settlesAt()));
      case LockDecision.Succeed(String before) ->
          Optional.of(acquired("handed over by " + before, Duration.ZERO))
              .filter(taken -> lock.succeed(group, before, execution));
      case LockDecision.TakeOver(String former) ->
          Optional.of(
                  acquired("taken over from " + former + ", which no longer runs", Fence.SETTLING))
              .filter(taken -> takeOver(group, former, execution));
      case LockDecision.Refuse(String other) ->
          Optional.of(
              held(
                  "another rollout of server group "
                      + group
                      + " is running: "
                      + other
                      + "; wait for it to end, or stop that execution. Nothing was touched"));
      case LockDecision.Lost(Optional<String> other) -> Optional.of(lost(group, other));
    };
  }

  private boolean takeOver(String group, String former, String execution) {
    Instant now = clock.instant();
    return lock.takeOver(group, former, execution, now, now.plus(Fence.SETTLING));
  }

  private Duration settling(LockState state) {
    Duration left =
        state
            .settlesAt()
            .map(time -> Duration.between(clock.instant(), time))
            .orElse(Duration.ZERO);
    return left.isNegative() ? Duration.ZERO : left;
  }

  private static Answer acquired(String reason, Duration wait) {
    // A state machine waits in whole seconds.
    return new Answer("ACQUIRED", reason, "", wait.plusMillis(999).toSeconds());
  }

  private static Answer held(String reason) {
    return new Answer("HELD", reason, "Rollout.Refused", 0);
  }

  private static Answer lost(String group, Optional<String> holder) {
    return new Answer(
        "HELD",
        "the lock of "
            + group
            + " was to be handed over, but "
            + holder.map(arn -> arn + " holds it").orElse("nobody holds it any more")
            + "; the rollout goes no further",
        StopCategory.CONFLICT.errorName(),
        0);
  }
}
