package io.servergroup.cli;

import picocli.CommandLine.Option;

/** What is to happen while a rollout is rehearsed, as it was given; null where nothing was. */
final class IncidentOptions {
  @Option(
      names = "--boot-failure-at",
      paramLabel = "SERVER",
      description =
          "The new software of this server (0 is the first) never answers: the rollout must stop.")
  String bootFailureAt;

  @Option(
      names = "--alarm-at",
      paramLabel = "BATCH",
      description =
          "The rollout has an alarm, and it goes off when this batch (1 is the first) begins: the"
              + " rollout must stop after it.")
  String alarmAt;

  @Option(
      names = "--cancel-at",
      paramLabel = "BATCH",
      description =
          "Somebody stops the rollout when this batch begins and starts another, which must go on.")
  String cancelAt;

  @Option(
      names = "--approve-after",
      paramLabel = "SECONDS",
      description = "How long a person takes to answer at each checkpoint. Default: 60.")
  String approveAfter;
}
