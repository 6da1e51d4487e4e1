package io.servergroup.lambda;

import io.servergroup.group.EarlyRelease;
import io.servergroup.group.HookNames;
import io.servergroup.group.IdentityPolicy;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What the template tells the functions through their environment.
 *
 * @param lockTable the name of the DynamoDB table that holds the rollout locks
 * @param serverGroup the only server group these functions look after; empty for every one there is
 * @param hooks the names of our lifecycle hooks
 * @param identityPolicy what groups have whose tags say nothing else
 * @param deadLetterQueue the URL of the queue for what failed for good; empty for none
 * @param checkPeriod how often the schedule wakes the reconcile function
 * @param progressTopic the ARN of the topic that rollouts tell their progress on; empty for none
 * @param eventBus the name of the event bus that they tell it on; empty for none
 * @param stackRollout the ARN of the state machine that works for stacks; empty for none
 * @param rollingDeploy the ARN of the state machine that rolls the group of a stack; empty for none
 */
public record Settings(
    String lockTable,
    Optional<String> serverGroup,
    HookNames hooks,
    IdentityPolicy identityPolicy,
    Optional<String> deadLetterQueue,
    Duration checkPeriod,
    Optional<String> progressTopic,
    Optional<String> eventBus,
    Optional<String> stackRollout,
    Optional<String> rollingDeploy) {
  /** How often the schedule wakes the reconcile function unless somebody says otherwise. */
  public static final Duration USUAL_CHECK_PERIOD = Duration.ofMinutes(5);

  /** Settings for every server group there is, with the usual hooks and policy. */
  public Settings(String lockTable) {
    this(
        lockTable,
        Optional.empty(),
        HookNames.USUAL,
        IdentityPolicy.USUAL,
        Optional.empty(),
        USUAL_CHECK_PERIOD,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /**
   * Reads settings from the environment.
   *
   * @throws IllegalStateException naming every variable that is missing or wrong, and what to set
   */
  static Settings of(Map<String, String> environment) {
    EnvironmentReader reader = new EnvironmentReader(environment);
    Settings settings =
        new Settings(
            reader.required("LOCK_TABLE", "the name of the DynamoDB table of locks"),
            reader.text("SERVER_GROUP_NAME"),
            new HookNames(
                reader.text("LAUNCH_HOOK").orElse(HookNames.USUAL.launching()),
                reader.text("TERMINATE_HOOK").orElse(HookNames.USUAL.terminating())),
            new IdentityPolicy.Tags(
                    reader.value(
                        "EARLY_RELEASE", EarlyRelease::of, "one of " + EarlyRelease.words()),
                    reader.truth("WAIT_FOR_DNS"),
                    reader.seconds("LAUNCH_BUDGET_SECONDS", 60, 172_800))
                .over(IdentityPolicy.USUAL),
            reader.text("DEAD_LETTER_QUEUE_URL"),
            reader.seconds("CHECK_PERIOD_SECONDS", 60, 3600).orElse(USUAL_CHECK_PERIOD),
            reader.text("PROGRESS_TOPIC_ARN"),
            reader.text("PROGRESS_EVENT_BUS"),
            reader.text("STACK_ROLLOUT_ARN"),
            reader.text("ROLLING_DEPLOY_ARN"));
    reader.complain();
    return settings;
  }
}
