package io.servergroup.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import io.servergroup.aws.CauseText;
import io.servergroup.aws.Executions;
import io.servergroup.aws.RolloutLock;
import io.servergroup.rollout.Course;
import io.servergroup.rollout.FailureDecision;
import io.servergroup.rollout.FailureText;
import io.servergroup.rollout.ProgressMaker;
import io.servergroup.rollout.RolloutPlan;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Puts what went wrong into words, and says whether the rollout ends or turns back. A failed batch
 * is explained by its own execution, which the state machine only sees as JSON inside a text that
 * may be cut off.
 */
public final class FailureHandler
    extends JsonFunction<FailureHandler.Request, FailureHandler.Answer> {
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
   * @param waitSeconds with {@code TURN_BACK}: how long to wait before anything is touched
   */
  public record Answer(
      String decision,
      String error,
      String cause,
      RolloutState rollout,
      CourseState course,
      long waitSeconds) {}

  /** What a rollout sees when it gives up waiting for a batch, whose execution it then stops. */
  private static final String TIMEOUT = "States.Timeout";

  private final RolloutLock lock;
  private final Executions executions;
  private final Announcer announcer;
  private final InstantSource clock;
  private final DecisionLog log;

  /** For Lambda. */
  public FailureHandler() {
    this(ProductionWiring.of(FailureHandler.class, FailureHandler::new));
  }

  public FailureHandler(Wiring wiring) {
    super(record(Request.class));
    this.lock = new RolloutLock(wiring.clients(), wiring.settings().lockTable());
    this.executions = new Executions(wiring.clients());
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
    FailureText failure =
        FailureText.of(request.error(), CauseText.plain(request.cause()), childOf(request));
    Instant now = clock.instant();
    FailureDecision decision =
        FailureDecision.of(
            plan,
            failure,
            request.course().course(),
            lock.state(plan.serverGroup()),
            request.execution(),
            now);
    return switch (decision) {
      case FailureDecision.End(FailureText text) ->
          new Answer("END", text.error(), text.cause(), request.rollout(), request.course(), 0);
      case FailureDecision.TurnBack(RolloutPlan back, Course course) ->
          turnBack(request, failure, back, course, now);
    };
  }

  /** What a function of the failed batch still does comes to rest before anything is taken back. */
  private Answer turnBack(
      Request request, FailureText failure, RolloutPlan back, Course course, Instant now) {
    String group = back.serverGroup();
    lock.turnBack(group, request.execution(), now);
    announcer.tell(
        group,
        request.execution(),
        new ProgressMaker(back, course, now).turningBack(failure.error() + ": " + failure.cause()));
    return new Answer(
        "TURN_BACK",
        failure.error(),
        failure.cause(),
        RolloutState.of(back),
        CourseState.of(course),
        Fence.SETTLING.toSeconds());
  }

  /**
   * How the batch's execution ended. One that is said to run although its parent saw it end is read
   * again later: DescribeExecution is eventually consistent.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeExecution.html">DescribeExecution</a>
   */
  private Optional<FailureText.Child> childOf(Request request) {
    String child = request.child();
    if (child.isEmpty()) {
      return Optional.empty();
    }
    if (!request.error().equals(TIMEOUT) && executions.isRunning(child)) {
      throw new RetryLaterException(child + " is said to run, but its rollout saw it end");
    }
    return executions
        .failure(child)
        .map(f -> new FailureText.Child(child, f.status(), f.error(), f.cause()));
  }
}
