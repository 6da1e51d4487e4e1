package io.servergroup.rollout;

import java.util.List;

/**
 * What news of a rollout mean and what follows from them, for a person who may just have been
 * woken. In commands GROUP and REGION stand for those of the news.
 *
 * @param title what happened, short enough for the title of a message
 * @param meaning what that means for the group
 * @param now what the rollout does by itself
 * @param steps what to do, one after the other
 */
record Advice(Attention attention, String title, String meaning, String now, List<String> steps) {
  private static final String ACTIVITIES =
      "aws autoscaling describe-scaling-activities --region REGION --auto-scaling-group-name NAME";

  private static final String START = "rollout start --group GROUP --region REGION";
  private static final String INSPECT = "rollout inspect --group GROUP --region REGION";
  private static final String STATUS = "rollout status --group GROUP --region REGION";
  private static final String OVER =
      "Nothing: it is over. The lock is free, no process is suspended, no capacity was changed. Auto"
          + " Scaling goes on replacing instances that fail its own health checks.";
  private static final String NEVER_BEGAN =
      "Nothing: it never began. No server, process or capacity was touched.";
  private static final String GO_ON =
      "Start a rollout when that is done; it goes on with the servers that are still outdated:"
          + " "
          + START;

  Advice {
    steps = List.copyOf(steps);
  }

  /** Of a rollout that is under way. */
  static Advice during(Progress.Phase phase) {
    return switch (phase) {
      case REPLACING ->
          quiet(
              "replaces servers",
              "The servers of this batch are being replaced and are out of service; the others"
                  + " serve.",
              "It waits until each of them is healthy, and stops by itself if they do not become so"
                  + " in time.");
      case WAITING ->
          quiet(
              "waits until the group is fit",
              "The group is not fit for the next batch. Nothing was broken by the rollout that it"
                  + " does not wait for.",
              "It touches no server until the group is fit, and stops by itself if it does not"
                  + " recover.");
      case BAKING ->
          quiet(
              "observes the servers it has replaced",
              "The servers of the last batch are healthy and have to stay so for a while.",
              "It begins the next batch when that time is over.");
      case ASKING ->
          new Advice(
              Attention.ANSWER,
              "waits for your answer",
              "Nothing is broken. The rollout has been told to ask before it goes on.",
              "It touches no server until somebody answers. If nobody does before its"
                  + " checkpointTimeoutMinutes are over, it has failed: with onFailure ROLLBACK it"
                  + " takes back what it had replaced, otherwise that stays replaced.",
              List.of(
                  "See what the servers are like: " + INSPECT,
                  "Let it go on: rollout approve --group GROUP --region REGION",
                  "Or end it: rollout cancel --group GROUP --region REGION"));
      case TURNING_BACK ->
          new Advice(
              Attention.NONE,
              "has failed, takes its servers back",
              "The rollout has failed for the reason above, so it puts the version back that its"
                  + " servers had.",
              "It replaces the servers it had replaced, under the same floor and checks. Another"
                  + " message tells how that ended.",
              List.of(
                  "Nothing yet. Do not deploy meanwhile: it would be refused.",
                  "To follow it: rollout watch --group GROUP --region REGION"));
      case HANDING_OVER ->
          quiet(
              "goes on in another execution",
              "The history of this execution is nearly full, as it becomes in a long rollout.",
              "It goes on by itself in another execution.");
      case ENDED -> success();
    };
  }

  /**
   * Of a rollout that has ended.
   *
   * @param error the error's name, or the status of an execution that has none; empty text after a
   *     success
   */
  static Advice after(String error) {
    if (error.isEmpty()) {
      return success();
    }
    return StopCategory.of(error).map(Advice::stopped).orElseGet(() -> other(error));
  }

  /** Of a rollout that was refused. */
  static Advice refused(Refusal refusal) {
    return switch (refusal) {
      case UNFIT ->
          new Advice(
              Attention.ACTION,
              "refused, nothing was touched",
              "The group or the input is not fit for a rollout, or that could not be found out. What"
                  + " was found is listed above. All servers are as they were.",
              NEVER_BEGAN,
              List.of(
                  "Correct what is listed. The same list, without starting anything: rollout plan"
                      + " --group GROUP --region REGION",
                  "Start again: " + START));
      case BUSY ->
          new Advice(
              Attention.NONE,
              "refused, another one is running",
              "A group has one rollout at a time, and the execution that is named above has its"
                  + " lock. This one has touched nothing.",
              NEVER_BEGAN + " The one that runs goes on, and tells of itself.",
              List.of(
                  "Nothing, if the one that runs brings the version that is wanted. To follow it:"
                      + " rollout watch --group GROUP --region REGION",
                  "If not, start again when it has ended: " + START));
    };
  }

  private static Advice stopped(StopCategory category) {
    return switch (category) {
      case TIMEOUT ->
          action(
              "stopped, its time ran out",
              "Servers of the batch did not become healthy in time, or nobody answered a question."
                  + " Servers that are named above are probably out of service; all others are as"
                  + " they were.",
              "See what the servers lack: " + INSPECT,
              "Read what their instances say: aws ec2 get-console-output --region REGION --latest"
                  + " --instance-id i-...",
              "Where there is no instance, read why: " + ACTIVITIES,
              "If the new version is at fault, correct it and start again; unhealthy servers go"
                  + " first: "
                  + START
                  + " --skip-health-check",
              "Or go back: " + START + " --skip-health-check --to-version FORMER-NUMBER");
      case HEALTH ->
          action(
              "stopped, a server is unhealthy",
              "A server in service stayed unhealthy between two batches. It may be one that was not"
                  + " replaced yet, and then the new version is probably not the cause.",
              "See which one, and what it lacks: " + INSPECT,
              "Read what its instance says: aws ec2 get-console-output --region REGION --latest"
                  + " --instance-id i-...",
              GO_ON + " --skip-health-check");
      case CAPACITY ->
          action(
              "stopped, instances are missing",
              "An Auto Scaling group has fewer or more instances than it should, and did not"
                  + " recover.",
              "Read why: " + ACTIVITIES,
              "Usual causes: no capacity of that instance type in the zone, a quota, an image or key"
                  + " that may not be used, a process that somebody suspended.",
              GO_ON);
      case ALARM ->
          action(
              "stopped, an alarm went off",
              "An alarm that the rollout has to respect is in ALARM. What was replaced stays"
                  + " replaced and serves.",
              "See which: aws cloudwatch describe-alarms --region REGION --state-value ALARM",
              "If the new version is at fault, go back: " + START + " --to-version FORMER-NUMBER",
              "If not, go on when it is quiet: " + START);
      case OPERATOR ->
          new Advice(
              Attention.NONE,
              "cancelled",
              "A person has stopped it. What was replaced stays replaced.",
              OVER,
              List.of("Nothing, if that was meant. To go on with the outdated servers: " + START));
      case CONFLICT ->
          action(
              "stopped, somebody else made changes",
              "Somebody changed the launch template, the capacity, an alarm or the lock while it"
                  + " ran. No server is known to be broken.",
              "Find out who, in CloudTrail, and which change is wanted; two pipelines for one"
                  + " group look like this.",
              GO_ON);
      case ERROR ->
          action(
              "stopped by an error",
              "A function or a call to AWS failed for good. Servers of a batch under way may be out"
                  + " of service.",
              "See whether all servers are well: " + INSPECT,
              "Correct what the error names; AccessDenied names a permission.",
              GO_ON);
    };
  }

  private static Advice other(String error) {
    return switch (error) {
      case Refusal.ERROR -> refused(Refusal.UNFIT);
      case Rollback.ROLLED_BACK ->
          action(
              "failed, servers are back at the old version",
              "Every server the rollout had replaced runs the version it came from, and is healthy."
                  + " It can wait until the morning.",
              "Correct the image or the setting that is said above to have failed.",
              "Start a rollout with it: " + START);
      case Rollback.ROLLBACK_FAILED ->
          action(
              "failed, and so did the way back",
              "The servers it had replaced could not all be taken back, for the first of the reasons"
                  + " above. Servers are probably out of service. If the old version did not become"
                  + " healthy either, the version is probably not the cause: think of a dependency,"
                  + " a load balancer, a certificate.",
              "See which: " + INSPECT,
              "Correct what the reason names; where no server becomes healthy, get one healthy by"
                  + " hand.",
              "Then roll: " + START + " --skip-health-check");
      case "ABORTED" ->
          new Advice(
              Attention.NONE,
              "stopped by a person",
              "Somebody has stopped the execution; a batch under way was left as it was, and Auto"
                  + " Scaling brings its servers up.",
              OVER,
              List.of(
                  "If that was not meant, look at the servers: " + INSPECT,
                  "To go on with the outdated servers: " + START));
      default ->
          action(
              "ended with an error",
              "The execution ended in a way the rollout did not choose. Servers of a batch under way"
                  + " may be out of service.",
              "See whether another execution goes on: " + STATUS,
              "See whether all servers are well: " + INSPECT,
              GO_ON);
    };
  }

  private static Advice success() {
    return quiet(
        "succeeded",
        "Every server that was to be replaced runs the wanted version and is healthy.",
        "Nothing: it is over, and its lock is free.");
  }

  private static Advice quiet(String title, String meaning, String now) {
    return new Advice(Attention.NONE, title, meaning, now, List.of("Nothing."));
  }

  private static Advice action(String title, String meaning, String... steps) {
    return new Advice(Attention.ACTION, title, meaning, OVER, List.of(steps));
  }
}
