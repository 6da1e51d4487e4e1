package io.servergroup.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import io.servergroup.rollout.BatchPlanner;
import io.servergroup.rollout.ChildName;
import io.servergroup.rollout.ChosenServer;
import io.servergroup.rollout.Decision;
import io.servergroup.rollout.PollSchedule;
import io.servergroup.rollout.RolloutPlan;
import io.servergroup.rollout.StopCategory;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Looks at the whole group and says what the rollout does next. Changes nothing. */
public final class NextBatchHandler
    implements RequestHandler<NextBatchHandler.Request, NextBatchHandler.Answer> {
  /**
   * Where the rollout stands.
   *
   * @param execution the ARN of the rollout's execution
   * @param batch the number of the batch to be chosen, from 1
   * @param attempt how often a batch of this number has been chosen, from 1
   * @param waitingSince when a look first found the group unfit; empty when the last one did not
   */
  public record Request(
      RolloutState rollout, String execution, int batch, int attempt, String waitingSince) {}

  /**
   * The answer.
   *
   * @param decision {@code BATCH}, {@code DONE}, {@code WAIT} or {@code STOP}
   * @param error with {@code STOP}: the name the execution's failure gets
   * @param waitSeconds with {@code WAIT}: until the next look
   * @param waitingSince for the next request
   * @param childName with {@code BATCH}: the name of the execution that replaces it, without
   *     redrive
   * @param servers with {@code BATCH}
   */
  public record Answer(
      String decision,
      String reason,
      String error,
      long waitSeconds,
      String waitingSince,
      String childName,
      List<ServerState> servers) {}

  private final RolloutReader reader;
  private final InstantSource clock;
  private final DecisionLog log;

  /** For Lambda. */
  public NextBatchHandler() {
    this(ProductionWiring.create());
  }

  public NextBatchHandler(Wiring wiring) {
    this.reader = new RolloutReader(wiring);
    this.clock = wiring.clock();
    this.log = wiring.log();
  }

  @Override
  public Answer handleRequest(Request request, Context context) {
    RolloutPlan plan = request.rollout().plan();
    Instant now = clock.instant();
    Instant since = request.waitingSince().isEmpty() ? now : Instant.parse(request.waitingSince());
    Duration waited = Duration.between(since, now);
    Decision decision =
        Retryable.call(
            "NextBatch",
            () ->
                BatchPlanner.decide(
                    plan, reader.whole(plan), request.execution(), waited, request.attempt()));
    Answer answer = answer(request, decision, since, waited);
    new RolloutLines(log, plan.serverGroup())
        .group("NextBatch", answer.decision(), answer.reason());
    return answer;
  }

  private static Answer answer(Request request, Decision decision, Instant since, Duration waited) {
    return switch (decision) {
      case Decision.Batch(List<ChosenServer> servers, String reason) ->
          new Answer(
              "BATCH",
              reason,
              "",
              0,
              "",
              ChildName.of(request.execution(), request.batch(), request.attempt()),
              servers.stream().map(ServerState::of).toList());
      case Decision.Done(String reason) -> new Answer("DONE", reason, "", 0, "", "", List.of());
      case Decision.Wait(String reason) ->
          new Answer(
              "WAIT",
              reason,
              "",
              PollSchedule.away(request.rollout().plan().pollInterval(), waited).toSeconds(),
              since.toString(),
              "",
              List.of());
      case Decision.Stop(StopCategory category, String reason) ->
          new Answer("STOP", reason, category.errorName(), 0, "", "", List.of());
    };
  }
}
