package io.servergroup.cli;

import io.servergroup.cli.view.InputOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** What a rollout is asked for, one option for each field of its input. */
final class InputOptions {
  @Option(
      names = "--batch-size",
      paramLabel = "N|P%",
      defaultValue = "1",
      description = "How many servers are replaced together: a number or a percentage. Default: 1.")
  private String batchSize;

  @Option(
      names = "--canary",
      negatable = true,
      description =
          "Replace the first healthy server alone, or not. Default: alone if there are more than 3"
              + " servers.")
  private Boolean canary;

  @Option(
      names = "--replace-all",
      description = "Replace every server, also those that run the right version.")
  private boolean replaceAll;

  @Option(
      names = "--only",
      paramLabel = "N,N...",
      description = "Replace only these servers, such as 0,4.")
  private String only;

  @Option(names = "--skip-health-check", description = "Start although servers are unhealthy.")
  private boolean skipHealthCheck;

  @Option(
      names = "--consecutive-healthy-checks",
      paramLabel = "N",
      description = "How many looks in a row must find a batch healthy. Default: 2.")
  private String consecutiveHealthyChecks;

  @Option(
      names = "--min-uptime",
      paramLabel = "SECONDS",
      description = "How long an instance must have been up to count as healthy. Default: 0.")
  private String minUptime;

  @Option(
      names = "--poll",
      paramLabel = "SECONDS",
      description = "The time between two looks at a batch. Default: 10.")
  private String poll;

  @Option(
      names = "--bake",
      paramLabel = "SECONDS",
      description = "How long the whole group must be fit after each batch. Default: 0.")
  private String bake;

  @Option(
      names = "--batch-timeout",
      paramLabel = "MINUTES",
      description = "How long a batch may take to become healthy. Default: 30.")
  private String batchTimeout;

  @Option(
      names = "--checkpoint",
      paramLabel = "WHERE",
      completionCandidates = Candidates.Checkpoints.class,
      description =
          "Wait for a person: after the canary, every-batch, or a share such as 50%%. Can be given"
              + " several times.")
  private List<String> checkpoints = new ArrayList<>();

  @Option(
      names = "--checkpoint-timeout",
      paramLabel = "MINUTES",
      description = "How long to wait for a person. Default: 1440.")
  private String checkpointTimeout;

  @Option(
      names = "--on-failure",
      paramLabel = "stop|rollback",
      completionCandidates = Candidates.Failures.class,
      description = "What follows a failure. Default: stop.")
  private String onFailure;

  /** What was given, by the names of the input's fields. */
  Map<String, Object> input() {
    Map<String, Object> input = new LinkedHashMap<>();
    put(input, InputOption.BATCH_SIZE, batchSize);
    put(input, InputOption.CANARY, canary);
    put(input, InputOption.REPLACE_ALL, replaceAll ? true : null);
    put(input, InputOption.ONLY, only);
    put(input, InputOption.SKIP_HEALTH_CHECK, skipHealthCheck ? true : null);
    put(input, InputOption.CONSECUTIVE_HEALTHY_CHECKS, consecutiveHealthyChecks);
    put(input, InputOption.MIN_UPTIME, minUptime);
    put(input, InputOption.POLL, poll);
    put(input, InputOption.BAKE, bake);
    put(input, InputOption.BATCH_TIMEOUT, batchTimeout);
    put(input, InputOption.CHECKPOINT, checkpoints.isEmpty() ? null : List.copyOf(checkpoints));
    put(input, InputOption.CHECKPOINT_TIMEOUT, checkpointTimeout);
    put(input, InputOption.ON_FAILURE, onFailure);
    return input;
  }

  private static void put(Map<String, Object> input, InputOption option, Object value) {
    if (value != null) {
      input.put(option.key(), value);
    }
  }
}
