package io.servergroup.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import io.servergroup.aws.Executions;
import io.servergroup.aws.RolloutLock;
import io.servergroup.rollout.LockState;
import io.servergroup.rollout.ProgressMaker;
import io.servergroup.rollout.RolloutPlan;
import io.servergroup.rollout.StopCategory;
import java.time.InstantSource;

/**
 * Lets a rollout wait for a person: keeps the token that the answer has to go to, and tells that
 * somebody is asked.
 */
public final class AskPersonHandler
    extends JsonFunction<AskPersonHandler.Request, AskPersonHandler.Answer> {
  /**
   * What to ask.
   *
   * @param execution the ARN of the rollout's execution
   * @param token of the task that waits
   * @param paused whether somebody asked for a pause; otherwise it is a checkpoint
   * @param reason what the person is asked, in words
   */
  public record Request(
      RolloutState rollout,
      CourseState course,
      String execution,
      String token,
      boolean paused,
      String reason) {}

  /**
   * What was done.
   *
   * @param status {@code ASKED}, or {@code ANSWERED} when the question had become needless
   */
  public record Answer(String status, String reason) {}

  private final RolloutLock lock;
  private final Executions executions;
  private final Announcer announcer;
  private final InstantSource clock;
  private final DecisionLog log;

  /** For Lambda. */
  public AskPersonHandler() {
    this(ProductionWiring.of(AskPersonHandler.class, AskPersonHandler::new));
  }

  public AskPersonHandler(Wiring wiring) {
    super(record(Request.class));
    this.lock = new RolloutLock(wiring.clients(), wiring.settings().lockTable());
    this.executions = new Executions(wiring.clients());
    this.announcer = new Announcer(wiring);
    this.clock = wiring.clock();
    this.log = wiring.log();
  }

  @Override
  public Answer handleRequest(Request request, Context context) {
    RolloutPlan plan = request.rollout().plan();
    Answer answer = Retryable.call("AskPerson", () -> ask(plan, request));
    new RolloutLines(log, plan.serverGroup()).group("AskPerson", answer.status(), answer.reason());
    return answer;
  }

  private Answer ask(RolloutPlan plan, Request request) {
    String group = plan.serverGroup();
    if (!lock.ask(group, request.execution(), request.token(), request.reason())) {
      return answered(
          request,
          PersonsAnswer.stop(
              StopCategory.CONFLICT.errorName(),
              "the lock of " + group + " is not this rollout's any more"));
    }
    // Read after the token was kept: whoever resumes from now on finds it.
    LockState state = lock.state(group);
    if (request.paused() && state.pauseRequested().isEmpty()) {
      lock.answered(group, request.execution(), request.token());
      return answered(request, PersonsAnswer.resume("the pause was called off before it began"));
    }
    announcer.tell(
        group,
        request.execution(),
        new ProgressMaker(plan, request.course().course(), clock.instant())
            .asking(request.reason()));
    return new Answer("ASKED", request.reason());
  }

  private Answer answered(Request request, PersonsAnswer answer) {
    executions.sendSuccess(request.token(), answer.json());
    return new Answer("ANSWERED", answer.reason());
  }
}
