package io.servergroup.cli;

import java.util.Arrays;

/** What is right for each option that takes a value. */
enum Expected {
  SERVERS("--servers", "a whole number from 1 to 1000, for example --servers 6"),
  BATCH_SIZE(
      "--batch-size",
      "a number of servers from 1 to all of them, or a percentage from 1% to 100%, for example"
          + " --batch-size 2 or --batch-size 25%"),
  SEED("--seed", "a whole number of at most 64 bits, for example --seed 42"),
  ELB("--elb", "classic, target-group or both"),
  BOOT_FAILURE_AT(
      "--boot-failure-at",
      "the number of a server, from 0 to one less than there are, for example --boot-failure-at 0"),
  SPEED("--speed", "virtual seconds in a real second, for example --speed 120, or max"),
  PORT("--port", "a number from 0 (any that is free) to 65535, for example --port 4580"),
  PACE(
      "--pace",
      "virtual seconds in a real second, from 0.1 to 3600, for example --pace 1 for real time"),
  GROUP(
      "--group",
      "the name of a server group, as in the tag ServerGroupName, for example --group"
          + " confluent-tools"),
  REGION("--region", "the name of an AWS region, for example --region eu-west-1"),
  PROFILE("--profile", "the name of a profile, for example --profile production"),
  ENDPOINT_URL(
      "--endpoint-url",
      "an address with its protocol, for example --endpoint-url http://127.0.0.1:4566"),
  INTERVAL("--interval", "a whole number of seconds from 1 to 3600, for example --interval 10"),
  EXECUTION_NAME("--name", "1 to 80 letters, digits, - and _, for example --name deploy-42"),
  STATE_MACHINE(
      "--state-machine",
      "an ARN, for example --state-machine arn:aws:states:eu-west-1:123456789012:stateMachine:tools-rolling-deploy"),
  LAUNCH_HOOK("--launch-hook", "the name of a lifecycle hook, for example --launch-hook launch"),
  TERMINATE_HOOK(
      "--terminate-hook", "the name of a lifecycle hook, for example --terminate-hook terminate"),
  DRIFT("--drift", "record, tag, attachment, volume, duplicate or hook"),
  TOPOLOGY("--topology", "group-per-server, group-per-zone or without-identity"),
  ALARM_AT("--alarm-at", "the number of a batch, from 1, for example --alarm-at 2"),
  CANCEL_AT("--cancel-at", "the number of a batch, from 1, for example --cancel-at 2"),
  APPROVE_AFTER(
      "--approve-after", "seconds, from 0 to 2592000 (30 days), for example --approve-after 300"),
  ONLY("--only", "numbers of servers, for example --only 0,4"),
  CONSECUTIVE_HEALTHY_CHECKS(
      "--consecutive-healthy-checks", "a number of looks from 1 to 20, for example 3"),
  MIN_UPTIME("--min-uptime", "seconds, for example --min-uptime 120"),
  POLL("--poll", "seconds from 1 to 50, for example --poll 20"),
  BAKE("--bake", "seconds, for example --bake 300"),
  BATCH_TIMEOUT("--batch-timeout", "minutes, for example --batch-timeout 20"),
  CHECKPOINT("--checkpoint", "canary, every-batch or a share, for example --checkpoint 50%"),
  CHECKPOINT_TIMEOUT("--checkpoint-timeout", "minutes, for example --checkpoint-timeout 60"),
  ON_FAILURE("--on-failure", "stop or rollback"),
  TO_VERSION("--to-version", "the number of a version, $Latest or $Default"),
  ALARM("--alarm", "the name of a CloudWatch alarm"),
  BATCH_SECONDS("--batch-seconds", "seconds from 1 to 86400, for example --batch-seconds 180"),
  LOCK_TABLE(
      "--lock-table", "the name of a DynamoDB table, for example --lock-table ServerGroupLocks"),
  REASON("--reason", "some words, for example --reason 'the database is busy'"),
  SHELL("SHELL", "bash or zsh"),
  SEEDS("--seeds", "a whole number from 1 to 10000000, for example --seeds 1000"),
  FAULTS("--faults", "none, mild, harsh, or the name of one fault, for example --faults harsh"),
  JOBS("--jobs", "a whole number from 1 to 1024, for example --jobs 4"),
  HASHES("--hashes", "a file that can be written, for example --hashes hashes.txt"),
  OUTPUT("--output", "a file that can be written, for example --output rollout.html"),
  EXECUTION(
      "--execution",
      "an ARN, for example --execution arn:aws:states:eu-west-1:123456789012:execution:tools-rolling-deploy:cli-1"),
  REPORT("--report", "a file that can be written, for example --report rollout.html"),
  ONLY_FAULTS(
      "--only-faults",
      "faults of one run, each with its number, for example --only-faults lost-event@17; or none");

  private final String option;
  private final String text;

  Expected(String option, String text) {
    this.option = option;
    this.text = text;
  }

  /** What {@code option} expects. */
  static Expected of(String option) {
    return Arrays.stream(values())
        .filter(expected -> expected.option.equals(option))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("nothing says what " + option + " takes"));
  }

  String option() {
    return option;
  }

  String text() {
    return text;
  }

  /** The finding that {@code found} is none of it. */
  String instead(String found) {
    return "%s: found '%s'; right is %s".formatted(option, found, text);
  }
}
