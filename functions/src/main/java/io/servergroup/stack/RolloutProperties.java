package io.servergroup.stack;

import io.servergroup.rollout.InputField;
import io.servergroup.rollout.OnFailure;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The properties of a {@code Custom::Rollout}.
 *
 * @param launchTemplateVersion the number of the version the template has made
 * @param clusterSize how many servers the group has
 * @param skipRollingDeploy whether the launch template changes and no server is replaced
 * @param waitForCapacity how long healthy servers are waited for; zero for not at all
 * @param link which one of the chain this is, from 1
 * @param links how many the chain has
 * @param follows the rollout that the link before has told of; empty when it knew of none
 * @param options further fields of the rollout's input
 */
public record RolloutProperties(
    String serverGroup,
    String launchTemplateVersion,
    int clusterSize,
    String batchSize,
    boolean skipHealthCheck,
    boolean skipRollingDeploy,
    Duration waitForCapacity,
    int link,
    int links,
    Optional<String> follows,
    Map<String, Object> options) {
  /**
   * A rollback neither asks people nor waits for what is loud because of what it takes back; it
   * takes back every server that was changed, and no other.
   */
  private static final List<InputField> NOT_IN_ROLLBACK =
      List.of(
          InputField.ALARMS,
          InputField.CHECKPOINTS,
          InputField.CANARY,
          InputField.SERVERS,
          InputField.REPLACE_ALL);

  public RolloutProperties {
    options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
  }

  /**
   * The input of a rollout with these properties.
   *
   * @param rollingBack whether the stack takes an update back
   */
  public Map<String, Object> rolloutInput(boolean rollingBack) {
    Map<String, Object> input = new LinkedHashMap<>(options);
    if (rollingBack) {
      NOT_IN_ROLLBACK.forEach(field -> input.remove(field.key()));
    }
    input.put(InputField.SERVER_GROUP.key(), serverGroup);
    input.put(InputField.BATCH_SIZE.key(), batchSize);
    // A failed batch leaves servers unhealthy, which a rollback has to replace as well.
    input.put(InputField.SKIP_HEALTH_CHECK.key(), skipHealthCheck || rollingBack);
    input.put(InputField.ON_FAILURE.key(), OnFailure.STOP.name());
    return input;
  }
}
