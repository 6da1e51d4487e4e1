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
            "",
            2000,
            state(
                ROLLING,
                "WhatNext",
                "\"Next\": \"ReleaseLock\"",
                "\"Next\": \"Done\" }, { \"Condition\": \"{% false %}\", \"Next\": \"ReleaseLock\"")),
        PlantedBug.of(
            "failure-ends-in-success",
            "a batch that failed counts as replaced",
            "",
            2000,
            state(BATCH, "AreHealthy", "\"Default\": \"Failed\"", "\"Default\": \"Replaced\"")),
        PlantedBug.of(
            "failure-caught-as-success",
            "a rollout whose batch failed says that it succeeded",
            "",
            2000,
            state(
                ROLLING,
                "ReleaseLockAfterFailure",
                "\"Output\": \"{% $states.result.Payload %}\", \"Next\": \"Stopped\"",
                "\"Output\": { \"reason\": \"no matter\" }, \"Next\": \"Done\"")),
        PlantedBug.of(
            "wait-skipped",
            "a batch counts as replaced before it is looked at",
            "",
            2000,
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
            "",
            2000,
            state(ROLLING, "LetBatchSettle", "\"{% $states.input.waitSeconds %}\"", "0")),
        PlantedBug.of(
            "no-retry",
            "a function that failed is not tried again",
            "",
            2000,
            state(ROLLING, "NextBatch", "\"MaxAttempts\": 6", "\"MaxAttempts\": 0"),
            state(ROLLING, "NextBatch", "\"MaxAttempts\": 5", "\"MaxAttempts\": 0")),
        PlantedBug.of(
            "lock-not-waited-for",
            "a rollout that does not get the lock goes on",
            "",
            2000,
            state(
                ROLLING,
                "HasLock",
                "], \"Default\": \"NoLock\"",
                ", { \"Condition\": \"{% false %}\", \"Next\": \"NoLock\" } ], \"Default\": \"NextBatch\"")));
  }
}
