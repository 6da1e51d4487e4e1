package io.servergroup.simulator.planted;

import static io.servergroup.simulator.planted.Patch.expression;
import static io.servergroup.simulator.planted.Patch.state;
import static io.servergroup.simulator.planted.Patch.statements;

import java.util.List;

/** Bugs in the lock, the fence, and what only the lock's item remembers. */
final class LockBugs {
  private static final String DECISION = "rollout/LockDecision.java";
  private static final String CONFLICT = "rollout/Conflict.java";
  private static final String LOCK = "aws/RolloutLock.java";
  private static final String RELEASE = "lambda/ReleaseLockHandler.java";
  private static final String ROLLING = "rolling-deploy";

  private static final Patch REFUSAL_IGNORED =
      expression(DECISION, "new Refuse(other)", "new Keep()");
  static final Patch HOLDER_NOT_COMPARED =
      expression(CONFLICT, "!holder.get().equals(execution)", "false");
  private static final Patch NO_SETTLING_AFTER_TAKEOVER =
      state(ROLLING, "LetFormerHolderSettle", "\"{% $states.input.waitSeconds %}\"", "0");
  private static final Patch NOT_RELEASED_ON_FAILURE =
      expression(
          RELEASE,
          "lock.release(group, request.execution(), settlesAt(request))",
          "request.error().isEmpty() && lock.release(group, request.execution(), settlesAt(request))");

  static final Patch PREFLIGHT_BLIND = statements("rollout/Preflight.java", "checkLock();", "");

  private LockBugs() {}

  static List<PlantedBug> all() {
    return List.of(
        PlantedBug.of(
            "no-lock",
            "a rollout starts and goes on whoever holds the lock",
            "begins without the lock",
            120,
            PREFLIGHT_BLIND,
            REFUSAL_IGNORED,
            HOLDER_NOT_COMPARED),
        PlantedBug.of(
            "running-holder-relieved",
            "a rollout takes over the lock of one that runs",
            "takes the lock from",
            120,
            PREFLIGHT_BLIND,
            expression(DECISION, "@@holderRuns@@ ? new Refuse(other)", "false")),
        PlantedBug.of(
            "lock-kept-for-good",
            "a rollout that fails keeps its lock, and nobody gives it back for it",
            "is still held",
            50,
            NOT_RELEASED_ON_FAILURE,
            expression(
                "lambda/RolloutEndedHandler.java",
                "lock.release(group, execution, Optional.of(now.plus(Fence.SETTLING)))",
                "false")),
        PlantedBug.of(
            "no-fence",
            "a function that was held up goes on without seeing the lock again",
            "saw the lock more than",
            250,
            expression(
                "lambda/Fence.java",
                "Duration.between(lockedAt, clock.instant()).compareTo(TRUSTED) < 0",
                "true")),
        PlantedBug.of(
            "lock-trusted-from-later",
            "the lock is trusted from when all that was read together with it was there",
            "saw the lock more than",
            250,
            expression(
                "lambda/RolloutReader.java", "balancers.get(), @@lockedAt@@)", "clock.instant()")),
        PlantedBug.of(
            "no-settling",
            "a rollout that takes over a lock does not wait for what the last one still does",
            "does not wait for what functions",
            500,
            NO_SETTLING_AFTER_TAKEOVER),
        PlantedBug.of(
            "origin-forgotten",
            "what a server came from is not remembered",
            "takes none back",
            400,
            expression(
                "lambda/ReplaceServersHandler.java",
                "lock.rememberOrigin(plan.serverGroup(), execution, server.group(), origin.get())",
                "true")),
        PlantedBug.of(
            "question-lost",
            "the token of a person who is asked is not kept",
            "is not heard",
            100,
            expression(
                LOCK,
                "\"SET \" + TOKEN + \" = :token, \" + QUESTION + \" = :question\"",
                "\"SET Lost = :token, \" + QUESTION + \" = :question\"")),
        PlantedBug.of(
            "pause-lost",
            "that somebody paused a rollout is not kept",
            "knows nothing of it",
            100,
            expression(LOCK, "\"SET \" + PAUSE + \" = :who\"", "\"SET Lost = :who\"")));
  }
}
