package io.servergroup.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import io.servergroup.aws.InstanceTerminator;
import io.servergroup.aws.Outcome;
import io.servergroup.rollout.BatchProgress;
import io.servergroup.rollout.ChosenServer;
import io.servergroup.rollout.RolloutPlan;
import io.servergroup.rollout.StopCategory;
import io.servergroup.rollout.TerminationCheck;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * Terminates the outdated instances of a batch, one after the other, each after a fresh look. May
 * be called again at any time: only the instances that were chosen are ever terminated.
 */
public final class ReplaceServersHandler
    implements RequestHandler<ReplaceServersHandler.Request, ReplaceServersHandler.Answer> {
  /**
   * The batch.
   *
   * @param execution the ARN of the rollout's execution, which must hold the lock
   * @param startedAt when the execution of the batch began
   */
  public record Request(
      RolloutState rollout, String execution, List<ServerState> servers, String startedAt) {}

  /**
   * The answer.
   *
   * @param status {@code CHECK}: look after {@code servers}; {@code WAIT}: call again; {@code
   *     GIVEN_BACK}: nothing was replaced; {@code FAILED}
   * @param error with {@code FAILED}: the name the execution's failure gets
   * @param waitSeconds with {@code WAIT}: until the next call
   * @param servers with {@code CHECK}: those that are being replaced
   */
  public record Answer(
      String status, String reason, String error, long waitSeconds, List<ServerState> servers) {}

  private final RolloutReader reader;
  private final InstanceTerminator terminator;
  private final InstantSource clock;
  private final DecisionLog log;

  /** For Lambda. */
  public ReplaceServersHandler() {
    this(ProductionWiring.create());
  }

  public ReplaceServersHandler(Wiring wiring) {
    this.reader = new RolloutReader(wiring);
    this.terminator = new InstanceTerminator(wiring.clients());
    this.clock = wiring.clock();
    this.log = wiring.log();
  }

  @Override
  public Answer handleRequest(Request request, Context context) {
    RolloutPlan plan = request.rollout().plan();
    List<ChosenServer> batch = request.servers().stream().map(ServerState::chosen).toList();
    BatchProgress progress = new BatchProgress();
    for (ChosenServer server : batch) {
      Retryable.call(
          "ReplaceServers", () -> replace(plan, server, batch, request.execution(), progress));
    }
    Duration elapsed = Duration.between(Instant.parse(request.startedAt()), clock.instant());
    return answer(progress.result(plan, elapsed));
  }

  private BatchProgress replace(
      RolloutPlan plan,
      ChosenServer server,
      List<ChosenServer> batch,
      String execution,
      BatchProgress progress) {
    if (progress.isStopped()) {
      return progress;
    }
    TerminationCheck.Verdict verdict =
        TerminationCheck.decide(plan, server, batch, reader.whole(plan), execution);
    logVerdict(plan, server, verdict);
    switch (verdict) {
      case TerminationCheck.Verdict.Terminate terminate -> terminate(server, progress);
      case TerminationCheck.Verdict.Unneeded unneeded -> progress.replacing(server);
      case TerminationCheck.Verdict.GiveBack(String reason) -> progress.givenBack(server, reason);
      case TerminationCheck.Verdict.Stop(StopCategory category, String reason) ->
          progress.stopped(category, server, reason);
    }
    return progress;
  }

  private void terminate(ChosenServer server, BatchProgress progress) {
    switch (terminator.terminate(server.instanceId())) {
      case Outcome.Done accepted -> progress.replacing(server);
      case Outcome.AlreadyDone gone -> progress.replacing(server);
      case Outcome.WorldDiffers(String why) -> progress.busy(server, why);
      case Outcome.TryAgain(String why) -> progress.busy(server, why);
      case Outcome.GiveUp(String why) -> progress.stopped(StopCategory.ERROR, server, why);
    }
  }

  private static Answer answer(BatchProgress.Result result) {
    return switch (result) {
      case BatchProgress.Result.Check(List<ChosenServer> servers, String reason) ->
          new Answer("CHECK", reason, "", 0, servers.stream().map(ServerState::of).toList());
      case BatchProgress.Result.Wait(Duration pause, String reason) ->
          new Answer("WAIT", reason, "", pause.toSeconds(), List.of());
      case BatchProgress.Result.GivenBack(String reason) ->
          new Answer("GIVEN_BACK", reason, "", 0, List.of());
      case BatchProgress.Result.Failed(StopCategory category, String reason) ->
          new Answer("FAILED", reason, category.errorName(), 0, List.of());
    };
  }

  private void logVerdict(RolloutPlan plan, ChosenServer server, TerminationCheck.Verdict verdict) {
    new RolloutLines(log, plan.serverGroup())
        .server(server, verdict.getClass().getSimpleName(), verdict.reason());
  }
}
