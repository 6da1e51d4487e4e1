package io.servergroup.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import io.servergroup.aws.AlarmReader;
import io.servergroup.aws.Executions;
import io.servergroup.aws.RolloutLock;
import io.servergroup.rollout.FailureDecision;
import io.servergroup.rollout.FailureText;
import io.servergroup.rollout.LockState;
import io.servergroup.rollout.ProgressMaker;
import io.servergroup.rollout.RolloutPlan;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Puts what went wrong into words, and says whether the rollout ends or turns back. A failed batch
 * is explained by its own execution, which the state machine only sees as JSON inside a text that
 * may be cut off.
 */
public final class FailureHandler
    implements RequestHandler<FailureHandler.Request, FailureHandler.Answer> {
  /**
   * What happened.
   *
   * @param execution the ARN of the rollout's execution
   * @param child the ARN of the execution of the batch that failed; empty when none did
   */
  public record Request(
      RolloutState rollout,
      CourseState course,
      String execution,
      String error,
      String cause,
      String child) {}

  /**
   * What follows.
   *
   * @param decision {@code END} or {@code TURN_BACK}
   * @param error with {@code END}: the name the execution's failure gets
   * @param rollout with {@code TURN_BACK}: to go on with; otherwise as it was
   * @param course the same
   */
  public record Answer(
      String decision, String error, String cause, RolloutState rollout, CourseState course) {}

  private final RolloutLock lock;
  private final Executions executions;
  private final AlarmReader alarms;
  private final Announcer announcer;
  private final InstantSource clock;
  private final DecisionLog log;

  /** For Lambda. */
  public FailureHandler() {
    this(ProductionWiring.create());
  }

  public FailureHandler(Wiring wiring) {
    this.lock = new RolloutLock(wiring.clients(), wiring.settings().lockTable());
    this.executions = new Executions(wiring.clients());
    this.alarms = new AlarmReader(wiring.clients());
    this.announcer = new Announcer(wiring);
    this.clock = wiring.clock();
    this.log = wiring.log();
  }

  @Override
  public Answer handleRequest(Request request, Context context) {
    Answer answer = Retryable.call("Failure", () -> decide(request));
    new RolloutLines(log, request.rollout().serverGroup())
        .group("Failure", answer.decision(), answer.error() + " " + answer.cause());
    return answer;
  }

  private Answer decide(Request request) {
    RolloutPlan plan = request.rollout().plan();
    FailureText failure = FailureText.of(request.error(), request.cause(), childOf(request));
    LockState state = lock.state(plan.serverGroup());
    boolean ours = state.holder().equals(Optional.of(request.execution()));
    Instant now = clock.instant();
    FailureDecision decision =
        FailureDecision.of(
            plan,
            failure,
            request.course().course(),
            ours ? state.origins() : Map.of(),
            loudAlarms(plan),
            now);
    return switch (decision) {
      case FailureDecision.End(FailureText text) ->
          new Answer("END", text.error(), text.cause(), request.rollout(), request.course());
      case FailureDecision.TurnBack(RolloutPlan back, var course) -> {
        announcer.tell(
            plan.serverGroup(),
            request.execution(),
            new ProgressMaker(back, course, now)
                .turningBack(failure.error() + ": " + failure.cause()));
        yield new Answer(
            "TURN_BACK",
            failure.error(),
            failure.cause(),
            RolloutState.of(back),
            CourseState.of(course));
      }
    };
  }

  /** An alarm that can not be asked must not keep the old version from coming back either. */
  private List<String> loudAlarms(RolloutPlan plan) {
    try {
      return alarms.read(plan.gates().alarms()).inAlarm();
    } catch (SdkException unreadable) {
      return plan.gates().alarms();
    }
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
