package io.servergroup.simulator.planted;

import static io.servergroup.simulator.planted.Patch.state;

import java.util.List;

/** Bugs in the definitions of the state machines. */
final class StateMachineBugs {
  private static final String ROLLING = "rolling-deploy";
  private static final String BATCH = "replace-batch";

  private StateMachineBugs() {}

  static List<PlantedBug> all() {
    return List.of(
        PlantedBug.of(
            "lock-not-released",
            "the state that gives back the lock is skipped",
            "is still held",
            25,
            state(
                ROLLING,
                "WhatNext",
                "\"Next\": \"ReleaseLock\"",
                "\"Next\": \"Done\" }, { \"Condition\": \"{% false %}\", \"Next\": \"ReleaseLock\"")),
        PlantedBug.of(
            "failure-caught-as-success",
            "a rollout whose batch failed says that it succeeded",
            "succeeded, but server",
            25,
            state(
                ROLLING,
                "ReleaseLockAfterFailure",
                "\"Output\": \"{% $states.result.Payload %}\", \"Next\": \"Stopped\"",
                "\"Output\": { \"reason\": \"no matter\" }, \"Next\": \"Done\"")),
        PlantedBug.of(
            "wait-skipped",
            "a batch counts as replaced before it is looked at",
            "replaced before, is not healthy",
            100,
            state(
                BATCH,
                "WasReplaced",
                """
                "Output": { "waitSeconds": "{% $rollout.pollSeconds %}" }, "Next": "WaitForServers"
                """,
                """
                "Next": "Replaced" }, { "Condition": "{% false %}", "Next": "WaitForServers"
                """)),
        PlantedBug.of(
            "no-settling-before-rollback",
            "a rollback does not wait for what the failed batch still does",
            "does not wait for what functions",
            400,
            state(ROLLING, "LetBatchSettle", "\"{% $states.input.waitSeconds %}\"", "0")),
        PlantedBug.of(
            "no-retry",
            "a function that failed is not tried again",
            "gives up in NextBatch",
            25,
            state(
                ROLLING,
                "NextBatch",
                "\"IntervalSeconds\": 1, \"MaxAttempts\": 10",
                "\"IntervalSeconds\": 1, \"MaxAttempts\": 0"),
            state(ROLLING, "NextBatch", "\"MaxAttempts\": 5", "\"MaxAttempts\": 0")),
        PlantedBug.of(
            "lock-not-waited-for",
            "a rollout that does not get the lock goes on, whoever has it",
            "begins without the lock",
            120,
            state(
                ROLLING,
                "HasLock",
                "], \"Default\": \"NoLock\"",
                ", { \"Condition\": \"{% false %}\", \"Next\": \"NoLock\" } ], \"Default\": \"NextBatch\""),
            LockBugs.PREFLIGHT_BLIND,
            LockBugs.HOLDER_NOT_COMPARED));
  }
}
