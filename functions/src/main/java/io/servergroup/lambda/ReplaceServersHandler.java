package io.servergroup.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import io.servergroup.aws.GroupTemplates;
import io.servergroup.aws.InstanceTerminator;
import io.servergroup.aws.Outcome;
import io.servergroup.aws.RolloutLock;
import io.servergroup.group.TemplateVersion;
import io.servergroup.rollout.BatchProgress;
import io.servergroup.rollout.ChosenServer;
import io.servergroup.rollout.RolloutPlan;
import io.servergroup.rollout.StopCategory;
import io.servergroup.rollout.TerminationCheck;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Terminates the outdated instances of a batch, one after the other, each after a fresh look at
 * least at its own Auto Scaling group. May be called again at any time: only the instances that
 * were chosen are ever terminated.
 */
public final class ReplaceServersHandler
    extends JsonFunction<ReplaceServersHandler.Request, ReplaceServersHandler.Answer> {
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

  /** What looking at a whole large group and terminating one instance may take. */
  private static final Duration ONE_SERVER = Duration.ofSeconds(10);

  /** Before this a batch has nothing to tell that its first look would not tell better. */
  private static final Duration YOUNG = Duration.ofSeconds(30);

  /**
   * After this no further server is begun with: another invocation has all of its time for them.
   */
  private static final Duration LONG_ENOUGH = Duration.ofMinutes(10);

  private static final String NEXT_CALL =
      "its turn comes with the next call, since looking at the group takes long";

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
    this(ProductionWiring.of(ReplaceServersHandler.class, ReplaceServersHandler::new));
  }

  public ReplaceServersHandler(Wiring wiring) {
    super(record(Request.class));
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
    Instant end = clock.instant().plus(LONG_ENOUGH);
    RolloutPlan plan = request.rollout().plan();
    List<ChosenServer> batch = request.servers().stream().map(ServerState::chosen).toList();
    BatchProgress progress = new BatchProgress();
    BatchLooks looks = new BatchLooks(reader, clock, plan, Instant.parse(request.startedAt()));
    BatchReports reports =
        new BatchReports(
            announcer, clock, plan, request.course(), request.execution(), batch, request.toldAt());
    for (ChosenServer server : batch) {
      if (!clock.instant().isBefore(end)) {
        progress.busy(server, NEXT_CALL);
        continue;
      }
      // The first look at the servers tells of a batch; only going over many takes longer.
      if (!request.toldAt().isEmpty() || !isYoung(request)) {
        reports.tellIfDue(ONE_SERVER, List.of(), "going over the servers of the batch");
      }
      Retryable.call(
          "ReplaceServers",
          () -> replace(plan, server, batch, looks, request.execution(), progress));
    }
    return answer(reports, progress.result(plan, elapsed(request)));
  }

  private boolean isYoung(Request request) {
    return elapsed(request).compareTo(YOUNG) < 0;
  }

  private Duration elapsed(Request request) {
    return Duration.between(Instant.parse(request.startedAt()), clock.instant());
  }

  private BatchProgress replace(
      RolloutPlan plan,
      ChosenServer server,
      List<ChosenServer> batch,
      BatchLooks looks,
      String execution,
      BatchProgress progress) {
    if (progress.isStopped()) {
      return progress;
    }
    RolloutReader.Look look = looks.before(server);
    TerminationCheck.Verdict verdict =
        TerminationCheck.decide(plan, server, batch, look.situation(), execution);
    if (verdict instanceof TerminationCheck.Verdict.GiveBack) {
      // What makes the server itself unhealthy, and its loss none, may not have been read.
      look = looks.closer(look);
      verdict = TerminationCheck.decide(plan, server, batch, look.situation(), execution);
    }
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

  private static Answer answer(BatchReports reports, BatchProgress.Result result) {
    return switch (result) {
      case BatchProgress.Result.Check(List<ChosenServer> servers, String reason) ->
          answer("CHECK", reason, 0, servers, reports);
      case BatchProgress.Result.Wait wait -> {
        // Nobody else tells of a batch whose servers can not be touched yet.
        reports.tellIfDue(wait.pause(), wait.blockers(), wait.reason());
        yield answer("WAIT", wait.reason(), wait.pause().toSeconds(), List.of(), reports);
      }
      case BatchProgress.Result.GivenBack(String reason) ->
          answer("GIVEN_BACK", reason, 0, List.of(), reports);
      case BatchProgress.Result.Failed(StopCategory category, String reason) ->
          new Answer(
              "FAILED",
              reason,
              category.errorName(),
              0,
              List.of(),
              reports.told(),
              reports.toldAt());
    };
  }

  private static Answer answer(
      String status,
      String reason,
      long waitSeconds,
      List<ChosenServer> servers,
      BatchReports reports) {
    return new Answer(
        status,
        reason,
        "",
        waitSeconds,
        servers.stream().map(ServerState::of).toList(),
        reports.told(),
        reports.toldAt());
  }

  private void logVerdict(RolloutPlan plan, ChosenServer server, TerminationCheck.Verdict verdict) {
    new RolloutLines(log, plan.serverGroup())
        .server(server, verdict.getClass().getSimpleName(), verdict.reason());
  }
}
