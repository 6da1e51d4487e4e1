package io.servergroup.rollout;

import io.servergroup.group.AutoScalingGroup;
import java.util.List;
import java.util.Optional;
import java.util.NavigableSet;

/**
 * A rollout as it was asked for; {@link InputField} describes each field.
 *
 * @param canary empty when the size of the group decides
 * @param servers empty for every server
 * @param launchTemplateVersion empty for what each group names
 */
public record RolloutInput(
    String serverGroup,
    BatchSize batchSize,
    Optional<Boolean> canary,
    boolean replaceAll,
    NavigableSet<Integer> servers,
    Optional<String> launchTemplateVersion,
    boolean skipHealthCheck,
    int consecutiveHealthyChecks,
    int minUptimeSeconds,
    List<String> alarms,
    int pollSeconds,
    int bakeSeconds,
    int batchTimeoutMinutes,
    Checkpoints checkpoints,
    int checkpointTimeoutMinutes,
    OnFailure onFailure) {
  /** From this size on a group has a canary unless the input says otherwise. */
  private static final int CANARY_FROM = 4;

  /** Whether the first healthy server of a group of this size is replaced alone. */
  public boolean wantsCanary(int size) {
    return canary.orElse(size >= CANARY_FROM || checkpoints.afterCanary());
  }

  /** Whether servers of this group may be meant; which of several are, their slots tell. */
  boolean isAbout(AutoScalingGroup group) {
    return servers.isEmpty()
        || group.index().isEmpty()
        || servers.contains(group.index().getAsInt());
  }
}
