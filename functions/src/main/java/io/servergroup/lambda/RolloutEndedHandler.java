package io.servergroup.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.jr.ob.JSON;
import io.servergroup.aws.CauseText;
import io.servergroup.aws.ErrorReaction;
import io.servergroup.aws.Executions;
import io.servergroup.aws.Outcome;
import io.servergroup.aws.RolloutLock;
import io.servergroup.rollout.Refusal;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Tells of the end of a rollout whose execution could not do so itself, because somebody stopped
 * it, it ran out of time or it was refused, and gives back its lock if it has it. Woken by the
 * event of Step Functions that an execution has ended in another way than with success.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/dg/eventbridge-integration.html">Step
 *     Functions status changes in EventBridge</a>
 */
public final class RolloutEndedHandler
    extends JsonFunction<Map<String, Object>, RolloutEndedHandler.Answer> {
  /**
   * What was done.
   *
   * @param released whether the lock was still the execution's
   */
  public record Answer(boolean released, String reason) {}

  private final RolloutLock lock;
  private final Executions executions;
  private final Announcer announcer;
  private final InstantSource clock;
  private final DecisionLog log;

  /** For Lambda. */
  public RolloutEndedHandler() {
    this(ProductionWiring.of(RolloutEndedHandler.class, RolloutEndedHandler::new));
  }

  public RolloutEndedHandler(Wiring wiring) {
    super(JsonFunction::object);
    this.lock = new RolloutLock(wiring.clients(), wiring.settings().lockTable());
    this.executions = new Executions(wiring.clients());
    this.announcer = new Announcer(wiring);
    this.clock = wiring.clock();
    this.log = wiring.log();
  }

  @Override
  public Answer handleRequest(Map<String, Object> event, Context context) {
    Map<?, ?> detail = event.get("detail") instanceof Map<?, ?> map ? map : Map.of();
    String execution = String.valueOf(detail.get("executionArn"));
    String error = text(detail, "error");
    String cause = CauseText.plain(text(detail, "cause"));
    End end =
        new End(
            serverGroup(detail.get("input")).orElse(""),
            execution,
            error.startsWith("Rollout.") ? error : text(detail, "status"),
            cause,
            "the execution is %s: %s %s".formatted(detail.get("status"), error, cause).strip(),
            detail.get("stopDate") instanceof Number millis
                ? Instant.ofEpochMilli(millis.longValue())
                : Instant.EPOCH);
    return Retryable.call(
        "RolloutEnded", () -> end.error().equals(Refusal.ERROR) ? refused(end) : release(end));
  }

  /**
   * How an execution ended.
   *
   * @param group empty text when its input names none
   * @param error the error's name, or the status of an execution that has none of ours
   * @param how all of it in words
   * @param at when it ended; long ago when the event does not say
   */
  private record End(
      String group, String execution, String error, String cause, String how, Instant at) {}

  private static String text(Map<?, ?> detail, String field) {
    return detail.get(field) instanceof String text ? text : "";
  }

  /** Of a rollout that never had the lock nobody else tells. */
  private Answer refused(End end) {
    Refusal refusal =
        Refusal.of(end.error(), end.cause(), status(end).flatMap(this::runningHolder))
            .orElseThrow();
    return lockless(end, Optional.of(refusal), end.cause());
  }

  /** A group whose lock this function may not read is not one of its own, and has no lock there. */
  private Optional<RolloutLock.Status> status(End end) {
    if (end.group().isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(lock.status(end.group()));
    } catch (SdkException e) {
      if (ErrorReaction.to("dynamodb:GetItem", e) instanceof Outcome.TryAgain) {
        throw e;
      }
      return Optional.empty();
    }
  }

  private Optional<String> runningHolder(RolloutLock.Status status) {
    return status.state().holder().filter(executions::isRunning);
  }

  private Answer lockless(End end, Optional<Refusal> refusal, String reason) {
    announcer.tellLockless(
        end.group(), end.execution(), refusal, end.error(), reason, clock.instant());
    return answer(end, false, end.execution() + " holds no lock, and is told of; " + end.how());
  }

  /**
   * The event is a hint. DescribeExecution may still say that the execution runs, so it is asked
   * again, by Lambda's own retries; one that was redriven meanwhile does run, and keeps its lock.
   */
  private Answer release(End end) {
    String group = end.group();
    String execution = end.execution();
    if (group.isEmpty()) {
      return answer(end, false, execution + " has no input that names a server group");
    }
    RolloutLock.Status last = lock.status(group);
    if (!last.state().holder().equals(Optional.of(execution))) {
      return isUntold(end, last)
          ? lockless(end, Optional.empty(), end.how())
          : answer(end, false, execution + " holds no lock; " + end.how());
    }
    if (executions.isRunning(execution)) {
      throw new RetryLaterException(execution + " is said to run, but an event says it has ended");
    }
    Instant now = clock.instant();
    announcer.tellEnded(group, execution, last.progress(), end.error(), end.how(), now);
    boolean released = lock.release(group, execution, Optional.of(now.plus(Fence.SETTLING)));
    return answer(end, released, execution + " held the lock; " + end.how());
  }

  /** While another rollout is at work, what this one has to say is of no interest any more. */
  private boolean isUntold(End end, RolloutLock.Status last) {
    return last.progress()
            .map(Announcer::last)
            .map(told -> told.leavesUntold(end.execution(), end.at()))
            .orElse(true)
        && runningHolder(last).isEmpty();
  }

  private Answer answer(End end, boolean released, String reason) {
    new RolloutLines(log, end.group())
        .group("RolloutEnded", released ? "RELEASED" : "NOT_OURS", reason);
    return new Answer(released, reason);
  }

  /** An execution that goes on with a rollout carries its group in what was handed over. */
  private static Optional<String> serverGroup(Object input) {
    if (!(input instanceof String json)) {
      return Optional.empty();
    }
    Map<?, ?> fields;
    try {
      fields = JSON.std.mapFrom(json);
    } catch (IOException notJson) {
      return Optional.empty();
    }
    Object handedOver =
        fields.get("continues") instanceof Map<?, ?> continues
                && continues.get("rollout") instanceof Map<?, ?> rollout
            ? rollout.get("serverGroup")
            : null;
    return Stream.of(
            Optional.ofNullable(fields.get("serverGroup")), Optional.ofNullable(handedOver))
        .flatMap(Optional::stream)
        .filter(String.class::isInstance)
        .map(name -> ((String) name).strip())
        .findFirst();
  }
}
