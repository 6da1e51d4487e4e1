package io.servergroup.rollout;

import java.util.Arrays;
import java.util.List;

/** The fields of a rollout's input; the one place that knows their defaults and ranges. */
public enum InputField {
  SERVER_GROUP(
      "serverGroup", "string", "required", "not empty", "the `ServerGroupName` tag of the group"),
  BATCH_SIZE(
      "batchSize",
      "count or percent",
      "1",
      "1 to the number of servers, or 1% to 100%",
      "how many servers may be replaced together, such as 2 or \"25%\"; a percentage is rounded"
          + " down, but never to 0. The number of healthy servers never goes below the size of the"
          + " group minus this by the rollout's own action"),
  CANARY(
      "canary",
      "boolean",
      "true for more than 3 servers",
      "true, false",
      "whether the first healthy server is replaced alone, as long as none is at the target yet;"
          + " a checkpoint after the canary wants one in any case"),
  REPLACE_ALL(
      "replaceAll",
      "boolean",
      "false",
      "true, false",
      "replace every server that was launched before the rollout began, whatever its version"),
  SERVERS(
      "servers",
      "list of numbers",
      "all",
      "numbers of servers of the group",
      "replace only these servers, such as [0, 4] or \"0,4\""),
  LAUNCH_TEMPLATE_VERSION(
      "launchTemplateVersion",
      "number or text",
      "what each group names",
      "a version, $Latest or $Default",
      "the launch template version to roll to; each group is given its number when its first"
          + " server's turn comes, so that servers not reached yet heal at their old version"),
  SKIP_HEALTH_CHECK(
      "skipHealthCheck",
      "boolean",
      "false",
      "true, false",
      "start although servers are unhealthy; every replaced server must still become healthy"),
  CONSECUTIVE_HEALTHY_CHECKS(
      "consecutiveHealthyChecks",
      "number",
      2,
      1,
      20,
      "how many looks in a row must find all servers of a batch healthy; from 2 on, the look"
          + " that chooses the next batch is the last of them"),
  MIN_UPTIME_SECONDS(
      "minUptimeSeconds",
      "number",
      0,
      0,
      86_400,
      "how long an instance must have been up to count as healthy"),
  ALARMS(
      "alarms",
      "list of names",
      "none",
      "CloudWatch alarms, composite ones too; at most 100",
      "none of these may be in ALARM before a batch, while it bakes and at the end"),
  POLL_SECONDS(
      "pollSeconds",
      "number",
      10,
      1,
      50,
      "seconds between two looks at a batch whose servers are on their way;"
          + " a long wait is looked at less often, and servers in service up to ten times as often"),
  BAKE_SECONDS(
      "bakeSeconds",
      "number",
      0,
      0,
      86_400,
      "how long the whole group must be fit, without a break, after a batch"),
  BATCH_TIMEOUT_MINUTES(
      "batchTimeoutMinutes",
      "number",
      30,
      1,
      1_440,
      "minutes a batch may take to become healthy, and the group to be fit for the next batch"),
  CHECKPOINTS(
      "checkpoints",
      "list of words",
      "none",
      "canary, every-batch, 1% to 99%",
      "wait for a person after the canary, after every batch, or when this share of the servers"
          + " is replaced, such as [\"canary\", \"50%\"]"),
  CHECKPOINT_TIMEOUT_MINUTES(
      "checkpointTimeoutMinutes",
      "number",
      1_440,
      1,
      43_200,
      "minutes a checkpoint or a pause may last; then the rollout has failed, and onFailure says"
          + " what follows"),
  ON_FAILURE(
      "onFailure",
      "word",
      "STOP",
      "STOP, ROLLBACK",
      "STOP leaves what was replaced; ROLLBACK takes the replaced servers back to the versions they"
          + " came from, under the same floor and health checks");

  private final String key;
  private final String type;
  private final String defaultText;
  private final String range;
  private final String meaning;
  private final int defaultNumber;
  private final int least;
  private final int most;

  InputField(String key, String type, String defaultText, String range, String meaning) {
    this(key, type, defaultText, range, meaning, 0, 0, 0);
  }

  InputField(String key, String type, int defaultNumber, int least, int most, String meaning) {
    this(
        key,
        type,
        Integer.toString(defaultNumber),
        least + " to " + most,
        meaning,
        defaultNumber,
        least,
        most);
  }

  InputField(
      String key,
      String type,
      String defaultText,
      String range,
      String meaning,
      int defaultNumber,
      int least,
      int most) {
    this.key = key;
    this.type = type;
    this.defaultText = defaultText;
    this.range = range;
    this.meaning = meaning;
    this.defaultNumber = defaultNumber;
    this.least = least;
    this.most = most;
  }

  /** Its name in the input. */
  public String key() {
    return key;
  }

  public String type() {
    return type;
  }

  /** The default as text, or {@code required}. */
  public String defaultText() {
    return defaultText;
  }

  public String range() {
    return range;
  }

  public String meaning() {
    return meaning;
  }

  int defaultNumber() {
    return defaultNumber;
  }

  boolean accepts(int number) {
    return least <= number && number <= most;
  }

  /** The names of all fields, in the order of the table. */
  static List<String> keys() {
    return Arrays.stream(values()).map(InputField::key).toList();
  }
}
