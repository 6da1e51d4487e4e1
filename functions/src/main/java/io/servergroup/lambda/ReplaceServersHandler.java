package io.servergroup.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import io.servergroup.aws.GroupTemplates;
import io.servergroup.aws.InstanceTerminator;
import io.servergroup.aws.Outcome;
import io.servergroup.aws.RolloutLock;
import io.servergroup.group.TemplateVersion;
import io.servergroup.rollout.BatchProgress;
import io.servergroup.rollout.ChosenServer;
import io.servergroup.rollout.ProgressMaker;
import io.servergroup.rollout.RolloutPlan;
import io.servergroup.rollout.StopCategory;
import io.servergroup.rollout.TerminationCheck;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

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
   * @param toldAt when somebody was told last of this batch; empty when nobody was
   */
  public record Request(
      RolloutState rollout,
      CourseState course,
      String execution,
      List<ServerState> servers,
      String startedAt,
      String toldAt) {}

  /**
   * The answer.
   *
   * @param status {@code CHECK}: look after {@code servers}; {@code WAIT}: call again; {@code
   *     GIVEN_BACK}: nothing was replaced; {@code FAILED}
   * @param error with {@code FAILED}: the name the execution's failure gets
   * @param waitSeconds with {@code WAIT}: until the next call
   * @param servers with {@code CHECK}: those that are being replaced
   * @param progress the record that was told; null when nothing was
   * @param toldAt for the next request
   */
  public record Answer(
      String status,
      String reason,
      String error,
      long waitSeconds,
      List<ServerState> servers,
      ProgressRecord progress,
      String toldAt) {}

  private static final Outcome HELD_UP =
      new Outcome.TryAgain("this function was held up, so the lock has to be seen again first");

  private final RolloutReader reader;
  private final InstanceTerminator terminator;
  private final GroupTemplates templates;
  private final RolloutLock lock;
  private final Announcer announcer;
  private final InstantSource clock;
  private final DecisionLog log;

  /** For Lambda. */
  public ReplaceServersHandler() {
    this(ProductionWiring.create());
  }

  public ReplaceServersHandler(Wiring wiring) {
    this.reader = new RolloutReader(wiring);
    this.terminator = new InstanceTerminator(wiring.clients());
    this.templates = new GroupTemplates(wiring.clients());
    this.lock = new RolloutLock(wiring.clients(), wiring.settings().lockTable());
    this.announcer = new Announcer(wiring);
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
    return answer(plan, request, progress.result(plan, elapsed));
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
    RolloutReader.Look look = reader.beforeChange(plan);
    TerminationCheck.Verdict verdict =
        TerminationCheck.decide(plan, server, batch, look.situation(), execution);
    logVerdict(plan, server, verdict);
    switch (verdict) {
      case TerminationCheck.Verdict.Terminate terminate -> {
        if (prepared(plan, server, look, execution, progress)) {
          terminate(server, look, progress);
        }
      }
      case TerminationCheck.Verdict.Unneeded unneeded -> {
        if (prepared(plan, server, look, execution, progress)) {
          progress.replacing(server);
        }
      }
      case TerminationCheck.Verdict.GiveBack(String reason) -> progress.givenBack(server, reason);
      case TerminationCheck.Verdict.Stop(StopCategory category, String reason) ->
          progress.stopped(category, server, reason);
    }
    return progress;
  }

  /** Remembers what the server comes from, and tells its group what to launch from now on. */
  private boolean prepared(
      RolloutPlan plan,
      ChosenServer server,
      RolloutReader.Look look,
      String execution,
      BatchProgress progress) {
    Optional<TemplateVersion> origin = TerminationCheck.origin(plan, server, look.situation());
    if (origin.isPresent()
        && !lock.rememberOrigin(plan.serverGroup(), execution, server.group(), origin.get())) {
      progress.stopped(StopCategory.CONFLICT, server, "the lock is not this rollout's any more");
      return false;
    }
    return TerminationCheck.toTell(plan, server, look.situation())
        .map(telling -> isDone(told(telling, look), server, progress))
        .orElse(true);
  }

  private Outcome told(TerminationCheck.Telling telling, RolloutReader.Look look) {
    return Fence.holds(look.lockedAt(), clock)
        ? templates.setVersion(telling.group(), telling.version())
        : HELD_UP;
  }

  private void terminate(ChosenServer server, RolloutReader.Look look, BatchProgress progress) {
    Outcome outcome =
        Fence.holds(look.lockedAt(), clock) ? terminator.terminate(server.instanceId()) : HELD_UP;
    if (isDone(outcome, server, progress)) {
      progress.replacing(server);
    }
  }

  /** Whether it was done; if not, the batch knows why. */
  private static boolean isDone(Outcome outcome, ChosenServer server, BatchProgress progress) {
    return switch (outcome) {
      case Outcome.Done accepted -> true;
      case Outcome.AlreadyDone gone -> true;
      case Outcome.WorldDiffers(String why) -> busy(server, why, progress);
      case Outcome.TryAgain(String why) -> busy(server, why, progress);
      case Outcome.GiveUp(String why) -> {
        progress.stopped(StopCategory.ERROR, server, why);
        yield false;
      }
    };
  }

  private static boolean busy(ChosenServer server, String why, BatchProgress progress) {
    progress.busy(server, why);
    return false;
  }

  private Answer answer(RolloutPlan plan, Request request, BatchProgress.Result result) {
    String toldAt = request.toldAt();
    return switch (result) {
      case BatchProgress.Result.Check(List<ChosenServer> servers, String reason) ->
          new Answer(
              "CHECK", reason, "", 0, servers.stream().map(ServerState::of).toList(), null, toldAt);
      case BatchProgress.Result.Wait wait -> waiting(plan, request, wait);
      case BatchProgress.Result.GivenBack(String reason) ->
          new Answer("GIVEN_BACK", reason, "", 0, List.of(), null, toldAt);
      case BatchProgress.Result.Failed(StopCategory category, String reason) ->
          new Answer("FAILED", reason, category.errorName(), 0, List.of(), null, toldAt);
    };
  }

  /** Nobody else tells of a batch whose servers can not be touched yet. */
  private Answer waiting(RolloutPlan plan, Request request, BatchProgress.Result.Wait wait) {
    Instant now = clock.instant();
    boolean due = Announcer.isDue(request.toldAt(), now, wait.pause());
    ProgressRecord told =
        due
            ? announcer.tell(
                plan.serverGroup(),
                request.execution(),
                new ProgressMaker(plan, request.course().course(), now)
                    .replacing(
                        request.servers().stream().map(ServerState::chosen).toList(),
                        wait.blockers(),
                        wait.reason()))
            : null;
    return new Answer(
        "WAIT",
        wait.reason(),
        "",
        wait.pause().toSeconds(),
        List.of(),
        told,
        due ? now.toString() : request.toldAt());
  }

  private void logVerdict(RolloutPlan plan, ChosenServer server, TerminationCheck.Verdict verdict) {
    new RolloutLines(log, plan.serverGroup())
        .server(server, verdict.getClass().getSimpleName(), verdict.reason());
  }
}
