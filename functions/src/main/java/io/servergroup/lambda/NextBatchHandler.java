package io.servergroup.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import io.servergroup.rollout.BatchPlanner;
import io.servergroup.rollout.ChildName;
import io.servergroup.rollout.ChosenServer;
import io.servergroup.rollout.Course;
import io.servergroup.rollout.Decision;
import io.servergroup.rollout.PollSchedule;
import io.servergroup.rollout.ProgressMaker;
import io.servergroup.rollout.Rollback;
import io.servergroup.rollout.RolloutPlan;
import io.servergroup.rollout.Situation;
import io.servergroup.rollout.StopCategory;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Looks at the whole group and says what the rollout does next. Changes nothing in the group. */
public final class NextBatchHandler
    extends JsonFunction<NextBatchHandler.Request, NextBatchHandler.Answer> {
  /**
   * Where the rollout stands.
   *
   * @param execution the ARN of the rollout's execution
   * @param course as the look before left it
   * @param since what has happened since
   * @param retries how many attempts of tasks failed since
   * @param toldAt when somebody was told last how far the rollout is
   */
  public record Request(
      RolloutState rollout,
      String execution,
      CourseState course,
      SinceState since,
      int retries,
      String toldAt) {}

  /**
   * The answer.
   *
   * @param decision {@code BATCH}, {@code DONE}, {@code WAIT}, {@code ASK}, {@code PAUSE}, {@code
   *     HAND_OVER} or {@code STOP}
   * @param error with {@code STOP}, and at the end of a rollback: the name the execution's failure
   *     gets
   * @param waitSeconds with {@code WAIT}: until the next look
   * @param course for the next request
   * @param successor with {@code HAND_OVER}: the course of the execution that goes on; else null
   * @param name with {@code BATCH} and {@code HAND_OVER}: of the execution to be started, without
   *     redrive
   * @param servers with {@code BATCH}
   * @param progress the last record that was told; null when nothing was
   * @param toldAt for the next request
   */
  public record Answer(
      String decision,
      String reason,
      String error,
      long waitSeconds,
      CourseState course,
      CourseState successor,
      String name,
      List<ServerState> servers,
      ProgressRecord progress,
      String toldAt) {
    private Answer told(ProgressRecord told, Instant at) {
      return new Answer(
          decision,
          reason,
          error,
          waitSeconds,
          course,
          successor,
          name,
          servers,
          told,
          at.toString());
    }
  }

  private final RolloutReader reader;
  private final Announcer announcer;
  private final InstantSource clock;
  private final DecisionLog log;

  /** For Lambda. */
  public NextBatchHandler() {
    this(ProductionWiring.of(NextBatchHandler.class, NextBatchHandler::new));
  }

  public NextBatchHandler(Wiring wiring) {
    super(record(Request.class));
    this.reader = new RolloutReader(wiring);
    this.announcer = new Announcer(wiring);
    this.clock = wiring.clock();
    this.log = wiring.log();
  }

  @Override
  public Answer handleRequest(Request request, Context context) {
    RolloutPlan plan = request.rollout().plan();
    Course course =
        request.course().course().at(request.since().since(), request.retries(), clock.instant());
    Answer answer = Retryable.call("NextBatch", () -> look(request, plan, course));
    new RolloutLines(log, plan.serverGroup())
        .group("NextBatch", answer.decision(), answer.reason());
    return answer;
  }

  private Answer look(Request request, RolloutPlan plan, Course course) {
    Situation now = reader.whole(plan, course);
    Decision decision = BatchPlanner.decide(plan, now, request.execution(), course);
    Instant at = clock.instant();
    Course next = course.after(decision, at);
    Answer answer = answer(request, plan, decision, next, at);
    if (!mustTell(decision, Instant.parse(request.toldAt()), at, answer.waitSeconds())) {
      return answer;
    }
    ProgressRecord told =
        announcer.tell(
            plan.serverGroup(),
            request.execution(),
            new ProgressMaker(plan, next, at).of(decision, now.health()));
    return answer.told(told, at);
  }

  /**
   * A batch is told of by its first look at the servers, when nothing waits for that; a question by
   * whoever asks it, the end by whoever gives the lock back.
   */
  private static boolean mustTell(
      Decision decision, Instant toldAt, Instant now, long waitSeconds) {
    return switch (decision) {
      case Decision.Batch batch -> false;
      case Decision.HandOver handOver -> true;
      case Decision.AskPerson ask -> false;
      case Decision.Wait wait -> Announcer.isDue(toldAt, now, Duration.ofSeconds(waitSeconds));
      case Decision.Bake bake -> Announcer.isDue(toldAt, now, Duration.ofSeconds(waitSeconds));
      case Decision.Done done -> false;
      case Decision.Stop stop -> false;
    };
  }

  private static Answer answer(
      Request request, RolloutPlan plan, Decision decision, Course next, Instant now) {
    CourseState state = CourseState.of(next);
    return switch (decision) {
      case Decision.Batch(List<ChosenServer> servers, boolean canary, String reason) ->
          new Answer(
              "BATCH",
              reason,
              "",
              0,
              state,
              null,
              ChildName.of(request.execution(), plan.isRollback(), next),
              servers.stream().map(ServerState::of).toList(),
              null,
              request.toldAt());
      case Decision.Done(String reason) ->
          plan.rollback()
              .map(
                  back ->
                      of("DONE", reason + because(back), Rollback.ROLLED_BACK, 0, state, request))
              .orElseGet(() -> of("DONE", reason, "", 0, state, request));
      case Decision.Wait(var blockers, String reason) ->
          of("WAIT", reason, "", untilNextLook(plan, next, now), state, request);
      case Decision.Bake(Duration left, String reason) ->
          of("WAIT", reason, "", PollSchedule.baking(left).toSeconds(), state, request);
      case Decision.AskPerson(boolean paused, String reason) ->
          of(paused ? "PAUSE" : "ASK", reason, "", 0, state, request);
      case Decision.HandOver(String reason) ->
          new Answer(
              "HAND_OVER",
              reason,
              "",
              0,
              state,
              CourseState.of(next.inNextExecution()),
              ChildName.ofSuccessor(request.execution(), next.inNextExecution()),
              List.of(),
              null,
              request.toldAt());
      case Decision.Stop(StopCategory category, String reason) ->
          of("STOP", reason, category.errorName(), 0, state, request);
    };
  }

  private static Answer of(
      String decision,
      String reason,
      String error,
      long waitSeconds,
      CourseState course,
      Request request) {
    return new Answer(
        decision, reason, error, waitSeconds, course, null, "", List.of(), null, request.toldAt());
  }

  private static long untilNextLook(RolloutPlan plan, Course course, Instant now) {
    return PollSchedule.away(plan.gates().pollInterval(), course.waited(now)).toSeconds();
  }

  private static String because(Rollback rollback) {
    return ". The rollout had failed: " + rollback.error() + ": " + rollback.cause();
  }
}
