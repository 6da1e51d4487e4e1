package io.servergroup.cli;

import java.util.Arrays;

/** What is right for each option that takes a value. */
enum Expected {
  SERVERS("--servers", "a whole number from 1 to 1000, for example --servers 6"),
  BATCH_SIZE(
      "--batch-size",
      "a number of servers from 1 to --servers, or a percentage from 1% to 100%, for example"
          + " --batch-size 2 or --batch-size 25%"),
  SEED("--seed", "a whole number of at most 64 bits, for example --seed 42"),
  ELB("--elb", "classic, target-group or both"),
  BOOT_FAILURE_AT(
      "--boot-failure-at",
      "the number of a server, from 0 to one less than --servers, for example --boot-failure-at 0"),
  SPEED("--speed", "virtual seconds in a real second, for example --speed 120, or max"),
  GROUP(
      "--group",
      "the name of a server group, as in the tag ServerGroupName, for example --group"
          + " confluent-tools"),
  REGION("--region", "the name of an AWS region, for example --region eu-west-1"),
  PROFILE("--profile", "the name of a profile, for example --profile production"),
  LAUNCH_HOOK("--launch-hook", "the name of a lifecycle hook, for example --launch-hook launch"),
  TERMINATE_HOOK(
      "--terminate-hook", "the name of a lifecycle hook, for example --terminate-hook terminate"),
  DRIFT("--drift", "record, tag, attachment, volume, duplicate or hook");

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

  String text() {
    return text;
  }

  /** The finding that {@code found} is none of it. */
  String instead(String found) {
    return "%s: found '%s'; right is %s".formatted(option, found, text);
  }
}
