package io.servergroup.lambda;

import com.amazonaws.services.lambda.runtime.Context;
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
    extends JsonFunction<CheckServersHandler.Request, CheckServersHandler.Answer> {
  /**
   * The servers to look at.
   *
   * @param execution the ARN of the rollout's execution
   * @param healthyLooks how many looks in a row before this one found all of them healthy
   * @param symptom what servers in service failed when last there were any
   * @param startedAt when the execution of the batch began
   * @param toldAt when somebody was told last of this batch; empty when nobody was
   */
  public record Request(
      RolloutState rollout,
      CourseState course,
      String execution,
      List<ServerState> servers,
      int healthyLooks,
      String symptom,
      String startedAt,
      String toldAt) {

    Seen seen() {
      return new Seen(healthyLooks, symptom);
    }

    List<ChosenServer> batch() {
      return servers.stream().map(ServerState::chosen).toList();
    }
  }

  /**
   * The answer.
   *
   * @param status {@code HEALTHY}, {@code WAIT}, {@code AGAIN} or {@code FAILED}
   * @param error with {@code FAILED}: the name the execution's failure gets
   * @param healthyLooks for the next request
   * @param symptom for the next request
   * @param waitSeconds with {@code WAIT}: until the next look
   * @param servers with {@code AGAIN}: the batch with the instances that are to leave now
   * @param progress the record that was told; null when nothing was
   * @param toldAt for the next request
   */
  public record Answer(
      String status,
      String reason,
      String error,
      int healthyLooks,
      String symptom,
      long waitSeconds,
      List<ServerState> servers,
      ProgressRecord progress,
      String toldAt) {}

  private final RolloutReader reader;
  private final Announcer announcer;
  private final InstantSource clock;
  private final DecisionLog log;

  /** For Lambda. */
  public CheckServersHandler() {
    this(ProductionWiring.of(CheckServersHandler.class, CheckServersHandler::new));
  }

  public CheckServersHandler(Wiring wiring) {
    super(record(Request.class));
    this.reader = new RolloutReader(wiring);
    this.announcer = new Announcer(wiring);
    this.clock = wiring.clock();
    this.log = wiring.log();
  }

  @Override
  public Answer handleRequest(Request request, Context context) {
    RolloutPlan plan = request.rollout().plan();
    Duration elapsed = Duration.between(Instant.parse(request.startedAt()), clock.instant());
    BatchGate.Verdict verdict = look(plan, request, elapsed, clock.instant());
    Answer answer = answer(plan, request, verdict, elapsed);
    new RolloutLines(log, plan.serverGroup())
        .group("CheckServers", answer.status(), answer.reason());
    return answer;
  }

  /** What can not be read is not healthy: the batch's own timeout bounds how long that may last. */
  private BatchGate.Verdict look(RolloutPlan plan, Request request, Duration elapsed, Instant now) {
    try {
      return Retryable.call(
          "CheckServers",
          () ->
              BatchGate.check(
                  plan,
                  request.batch(),
                  reader.batch(plan, request.batch(), closely(plan, request, elapsed, now)),
                  reader.origins(plan),
                  request.seen(),
                  elapsed));
    } catch (RetryLaterException unreadable) {
      return BatchGate.unreadable(plan, unreadable.getMessage(), request.seen(), elapsed);
    }
  }

  /**
   * Whoever is told how a batch goes on, or why it has failed, wants to know what its servers wait
   * for; the first look, right after the terminations, has nothing to tell of that.
   */
  private static boolean closely(RolloutPlan plan, Request request, Duration elapsed, Instant now) {
    return elapsed.compareTo(plan.gates().batchTimeout()) >= 0
        || (!request.toldAt().isEmpty()
            && Announcer.isDue(
                request.toldAt(), now, PollSchedule.away(plan.gates().pollInterval(), elapsed)));
  }

  private Answer answer(
      RolloutPlan plan, Request request, BatchGate.Verdict verdict, Duration elapsed) {
    return switch (verdict) {
      case BatchGate.Verdict.Healthy(String reason) ->
          new Answer("HEALTHY", reason, "", 0, "", 0, List.of(), null, request.toldAt());
      case BatchGate.Verdict.NotYet notYet -> notYet(plan, request, notYet, elapsed);
      case BatchGate.Verdict.Again(List<ChosenServer> servers, Seen seen, String reason) ->
          new Answer(
              "AGAIN",
              reason,
              "",
              seen.healthyLooks(),
              seen.symptom(),
              0,
              servers.stream().map(ServerState::of).toList(),
              null,
              request.toldAt());
      case BatchGate.Verdict.Failed(StopCategory category, String reason) ->
          new Answer(
              "FAILED", reason, category.errorName(), 0, "", 0, List.of(), null, request.toldAt());
    };
  }

  private Answer notYet(
      RolloutPlan plan, Request request, BatchGate.Verdict.NotYet verdict, Duration elapsed) {
    Duration wait = untilNext(plan.gates().pollInterval(), verdict, elapsed);
    BatchReports reports =
        new BatchReports(
            announcer,
            clock,
            plan,
            request.course(),
            request.execution(),
            request.batch(),
            request.toldAt());
    reports.tellIfDue(wait, verdict.blockers(), verdict.reason());
    return new Answer(
        "WAIT",
        verdict.reason(),
        "",
        verdict.seen().healthyLooks(),
        verdict.seen().symptom(),
        wait.toSeconds(),
        List.of(),
        reports.told(),
        reports.toldAt());
  }

  private static Duration untilNext(
      Duration interval, BatchGate.Verdict.NotYet verdict, Duration elapsed) {
    if (verdict.seen().healthyLooks() > 0) {
      return PollSchedule.again(interval);
    }
    return verdict.near()
        ? PollSchedule.near(interval, elapsed)
        : PollSchedule.away(interval, elapsed);
  }
}
