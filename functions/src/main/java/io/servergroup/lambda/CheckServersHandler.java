package io.servergroup.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import io.servergroup.rollout.BatchGate;
import io.servergroup.rollout.BatchGate.Seen;
import io.servergroup.rollout.ChosenServer;
import io.servergroup.rollout.PollSchedule;
import io.servergroup.rollout.RolloutPlan;
import io.servergroup.rollout.StopCategory;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Looks at the servers of a batch and says whether they are replaced and healthy. */
public final class CheckServersHandler
    implements RequestHandler<CheckServersHandler.Request, CheckServersHandler.Answer> {
  /**
   * The servers to look at.
   *
   * @param healthyLooks how many looks in a row before this one found all of them healthy
   * @param symptom what servers in service failed when last there were any
   * @param startedAt when the execution of the batch began
   */
  public record Request(
      RolloutState rollout,
      List<ServerState> servers,
      int healthyLooks,
      String symptom,
      String startedAt) {
    Seen seen() {
      return new Seen(healthyLooks, symptom);
    }
  }

  /**
   * The answer.
   *
   * @param status {@code HEALTHY}, {@code WAIT} or {@code FAILED}
   * @param error with {@code FAILED}: the name the execution's failure gets
   * @param healthyLooks for the next request
   * @param symptom for the next request
   * @param waitSeconds with {@code WAIT}: until the next look
   */
  public record Answer(
      String status,
      String reason,
      String error,
      int healthyLooks,
      String symptom,
      long waitSeconds) {}

  private final RolloutReader reader;
  private final InstantSource clock;
  private final DecisionLog log;

  /** For Lambda. */
  public CheckServersHandler() {
    this(ProductionWiring.create());
  }

  public CheckServersHandler(Wiring wiring) {
    this.reader = new RolloutReader(wiring);
    this.clock = wiring.clock();
    this.log = wiring.log();
  }

  @Override
  public Answer handleRequest(Request request, Context context) {
    RolloutPlan plan = request.rollout().plan();
    List<ChosenServer> batch = request.servers().stream().map(ServerState::chosen).toList();
    Duration elapsed = Duration.between(Instant.parse(request.startedAt()), clock.instant());
    BatchGate.Verdict verdict = look(plan, batch, request.seen(), elapsed);
    Answer answer = answer(plan, verdict, elapsed);
    new RolloutLines(log, plan.serverGroup())
        .group("CheckServers", answer.status(), answer.reason());
    return answer;
  }

  /** What can not be read is not healthy: the batch's own timeout bounds how long that may last. */
  private BatchGate.Verdict look(
      RolloutPlan plan, List<ChosenServer> batch, Seen seen, Duration elapsed) {
    try {
      return Retryable.call(
          "CheckServers",
          () -> BatchGate.check(plan, batch, reader.batch(plan, batch), seen, elapsed));
    } catch (RetryLaterException unreadable) {
      return BatchGate.unreadable(plan, unreadable.getMessage(), seen, elapsed);
    }
  }

  private static Answer answer(RolloutPlan plan, BatchGate.Verdict verdict, Duration elapsed) {
    return switch (verdict) {
      case BatchGate.Verdict.Healthy(String reason) -> new Answer("HEALTHY", reason, "", 0, "", 0);
      case BatchGate.Verdict.NotYet(Seen seen, boolean near, String reason) ->
          new Answer(
              "WAIT",
              reason,
              "",
              seen.healthyLooks(),
              seen.symptom(),
              untilNextLook(plan, near, elapsed).toSeconds());
      case BatchGate.Verdict.Failed(StopCategory category, String reason) ->
          new Answer("FAILED", reason, category.errorName(), 0, "", 0);
    };
  }

  private static Duration untilNextLook(RolloutPlan plan, boolean near, Duration elapsed) {
    return near
        ? PollSchedule.near(plan.pollInterval(), elapsed)
        : PollSchedule.away(plan.pollInterval(), elapsed);
  }
}
