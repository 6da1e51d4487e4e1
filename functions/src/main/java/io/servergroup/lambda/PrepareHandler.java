package io.servergroup.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import io.servergroup.aws.RolloutLock;
import io.servergroup.rollout.Course;
import io.servergroup.rollout.EqualServers;
import io.servergroup.rollout.Finding;
import io.servergroup.rollout.InputReader;
import io.servergroup.rollout.PlanMaker;
import io.servergroup.rollout.Preflight;
import io.servergroup.rollout.RolloutInput;
import io.servergroup.rollout.RolloutPlan;
import io.servergroup.rollout.Survey;
import java.util.List;
import java.util.Map;

/** Says whether a rollout may start, and pins what it rolls to. Changes nothing. */
public final class PrepareHandler
    extends JsonFunction<PrepareHandler.Request, PrepareHandler.Answer> {
  /**
   * What to prepare.
   *
   * @param input the execution's input as the user gave it
   * @param execution the ARN of the rollout's execution
   */
  public record Request(Map<String, Object> input, String execution) {}

  /**
   * The answer.
   *
   * @param decision {@code READY} or {@code REFUSED}
   * @param reason in words; when refused, everything that was found
   * @param rollout null when refused
   * @param course null when refused
   */
  public record Answer(String decision, String reason, RolloutState rollout, CourseState course) {}

  private final SurveyReader reader;
  private final RolloutLock lock;
  private final DecisionLog log;

  /** For Lambda. */
  public PrepareHandler() {
    this(ProductionWiring.of(PrepareHandler.class, PrepareHandler::new));
  }

  public PrepareHandler(Wiring wiring) {
    super(record(Request.class));
    this.reader = new SurveyReader(wiring.clients(), wiring.clock(), wiring.settings());
    this.lock = new RolloutLock(wiring.clients(), wiring.settings().lockTable());
    this.log = wiring.log();
  }

  @Override
  public Answer handleRequest(Request request, Context context) {
    Map<String, Object> input = request.input() == null ? Map.of() : request.input();
    Answer answer =
        switch (InputReader.read(input)) {
          case InputReader.Result.Invalid(List<Finding> findings) ->
              refused("The input can not be used; nothing was touched:", findings);
          case InputReader.Result.Valid(RolloutInput valid) ->
              Retryable.call("Prepare", () -> preflight(valid, request.execution()));
        };
    new RolloutLines(log, String.valueOf(input.get("serverGroup")))
        .group("Prepare", answer.decision(), answer.reason());
    return answer;
  }

  private Answer preflight(RolloutInput input, String execution) {
    Survey survey = reader.read(input, execution);
    List<Finding> findings = Preflight.check(input, survey);
    if (!findings.isEmpty()) {
      return refused(
          "Server group " + input.serverGroup() + " is not fit for a rollout; nothing was touched:",
          findings);
    }
    RolloutPlan plan = PlanMaker.plan(input, survey.situation());
    return new Answer(
        "READY",
        PlanMaker.announcement(
            plan,
            EqualServers.of(plan, survey.situation()),
            lock.status(input.serverGroup()).summary()),
        RolloutState.of(plan),
        CourseState.of(Course.START));
  }

  private static Answer refused(String opening, List<Finding> findings) {
    return new Answer("REFUSED", Finding.message(opening, findings), null, null);
  }
}
