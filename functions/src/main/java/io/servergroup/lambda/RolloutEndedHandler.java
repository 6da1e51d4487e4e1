package io.servergroup.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.jr.ob.JSON;
import io.servergroup.aws.Executions;
import io.servergroup.aws.RolloutLock;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Tells of the end of a rollout whose execution could not do so itself, because somebody stopped it
 * or it ran out of time, and gives back its lock. Woken by the event of Step Functions that an
 * execution has ended in another way than with success.
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
    Optional<String> group = serverGroup(detail.get("input"));
    if (group.isEmpty()) {
      return answer("?", false, execution + " has no input that names a server group");
    }
    String how =
        "the execution is %s: %s %s"
            .formatted(detail.get("status"), text(detail, "error"), text(detail, "cause"))
            .strip();
    String error = text(detail, "error");
    String kind = error.startsWith("Rollout.") ? error : text(detail, "status");
    return Retryable.call("RolloutEnded", () -> release(group.get(), execution, kind, how));
  }

  private static String text(Map<?, ?> detail, String field) {
    return detail.get(field) instanceof String text ? text : "";
  }

  /**
   * The event is a hint. DescribeExecution may still say that the execution runs, so it is asked
   * again, by Lambda's own retries; one that was redriven meanwhile does run, and keeps its lock.
   */
  private Answer release(String group, String execution, String error, String how) {
    RolloutLock.Status last = lock.status(group);
    if (!last.state().holder().equals(Optional.of(execution))) {
      return answer(group, false, execution + " holds no lock; " + how);
    }
    if (executions.isRunning(execution)) {
      throw new RetryLaterException(execution + " is said to run, but an event says it has ended");
    }
    Instant now = clock.instant();
    announcer.tellEnded(group, execution, last.progress(), error, how, now);
    boolean released = lock.release(group, execution, Optional.of(now.plus(Fence.SETTLING)));
    return answer(group, released, execution + " held the lock; " + how);
  }

  private Answer answer(String group, boolean released, String reason) {
    new RolloutLines(log, group).group("RolloutEnded", released ? "RELEASED" : "NOT_OURS", reason);
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
