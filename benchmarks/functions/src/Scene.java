import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a function is asked, and who answers it. */
enum Scene {
  LAUNCH(
      "launch event",
      "launch-lifecycle-action.json",
      "io.servergroup.lambda.ReconcileHandler",
      "boto3_handler.reconcile"),
  TERMINATE(
      "terminate event",
      "terminate-lifecycle-action.json",
      "io.servergroup.lambda.ReconcileHandler",
      "boto3_handler.reconcile"),
  POLL(
      "poll of a batch",
      "launch-lifecycle-action.json",
      "io.servergroup.lambda.CheckServersHandler",
      "boto3_check_servers.check");

  final String text;
  final String java;
  final String python;
  private final String file;

  Scene(String text, String file, String java, String python) {
    this.text = text;
    this.file = file;
    this.java = java;
    this.python = python;
  }

  /** What is sent, and the names in it. */
  record Event(String json, String group, String instance) {}

  /**
   * The event.
   *
   * @param events the project's folder of that name
   */
  Event event(Path events, int volumes) {
    String json = read(events.resolve(file));
    String group = field(json, "AutoScalingGroupName");
    String instance = field(json, "EC2InstanceId");
    return new Event(
        this == POLL ? request(group, instance, volumes) : json.strip(), group, instance);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String field(String json, String name) {
    Matcher matcher = Pattern.compile("\"%s\": *\"([^\"]+)\"".formatted(name)).matcher(json);
    if (!matcher.find()) {
      throw new IllegalStateException("there is no " + name + " in the event " + json);
    }
    return matcher.group(1);
  }

  /** What the state machine asks when the second look in a row may be the last one. */
  private static String request(String group, String instance, int volumes) {
    String now = Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
    return """
    {
      "rollout": {
        "serverGroup": "%1$s", "size": 3, "batchSize": 1, "startedAt": "%2$s", "toReplace": 3,
        "targets": {"%3$s $Latest": 2}, "launchTemplateVersions": {},
        "equalVersions": {"%3$s:1": "%3$s:1", "%3$s:2": "%3$s:2"}, "servers": [],
        "replaceAll": false, "canary": false, "withSlots": true, "withVolumes": %4$s,
        "consecutiveHealthyChecks": 3, "minUptimeSeconds": 0, "alarms": [], "bakeSeconds": 0,
        "pollSeconds": 15, "batchTimeoutMinutes": 60, "batchTaskSeconds": 10800, "checkpoints": [],
        "checkpointTimeoutSeconds": 3600, "onFailure": "STOP", "rollback": null
      },
      "course": {
        "batch": 1, "attempt": 1, "replaced": 0, "canaryAt": 0, "askedAt": 0, "choseCanary": false,
        "choseAt": "%2$s", "busyMillis": 0, "waitingSince": "", "fitSince": "", "events": 20,
        "execution": 1
      },
      "execution": "arn:aws:states:eu-west-1:123456789012:execution:tools-rolling-deploy:one",
      "servers": [
        {"index": 1, "group": "%5$s", "instance": "i-0ld0ld0ld0ld0ld00", "zone": "eu-west-1b"}
      ],
      "healthyLooks": 1, "symptom": "", "startedAt": "%2$s", "toldAt": "%2$s"
    }
    """
        .formatted(Cluster.SERVER_GROUP, now, Cluster.TEMPLATE, volumes > 0, group);
  }
}
