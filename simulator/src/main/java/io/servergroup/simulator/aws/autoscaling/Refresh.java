package io.servergroup.simulator.aws.autoscaling;

import io.servergroup.simulator.kernel.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefresh;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefreshStatus;
import software.amazon.awssdk.services.autoscaling.model.RefreshPreferences;
import software.amazon.awssdk.services.autoscaling.model.RefreshStrategy;

/** One instance refresh of a group. */
final class Refresh {
  private final String id;
  private final Group group;
  private final RefreshPreferences preferences;
  private final Duration warmup;
  private final Set<String> outstanding;
  private final int total;
  private final Instant start;
  private InstanceRefreshStatus status = InstanceRefreshStatus.PENDING;
  private String reason;
  private Instant end;
  private boolean replacing;
  private Timer timer;

  /**
   * @param preferences as requested; null when the request had none
   * @param toReplace the ids of the instances it is about
   */
  Refresh(
      String id, Group group, RefreshPreferences preferences, List<String> toReplace, Instant now) {
    this.id = id;
    this.group = group;
    this.preferences = preferences;
    this.warmup =
        Duration.ofSeconds(
            preferences == null || preferences.instanceWarmup() == null
                ? 0
                : preferences.instanceWarmup());
    this.outstanding = new LinkedHashSet<>(toReplace);
    this.total = toReplace.size();
    this.start = now;
  }

  String id() {
    return id;
  }

  Group group() {
    return group;
  }

  /** How long a new instance must have served before it counts. */
  Duration warmup() {
    return warmup;
  }

  InstanceRefreshStatus status() {
    return status;
  }

  boolean over() {
    return end != null;
  }

  void setStatus(InstanceRefreshStatus status) {
    this.status = status;
  }

  void end(InstanceRefreshStatus status, String reason, Instant now) {
    this.status = status;
    this.reason = reason;
    this.end = now;
    this.replacing = false;
  }

  /** The instances it has not begun to replace, in the order of their launch. */
  Set<String> outstanding() {
    return outstanding;
  }

  void begin(String instanceId) {
    outstanding.remove(instanceId);
    replacing = true;
  }

  /** The group is complete again. */
  void replaced() {
    replacing = false;
  }

  /** Whether the replacement of an instance is under way. */
  boolean replacing() {
    return replacing;
  }

  /** When it goes on by itself; null when it waits for the group. */
  Timer timer() {
    return timer;
  }

  void setTimer(Timer timer) {
    this.timer = timer;
  }

  InstanceRefresh view() {
    int left = outstanding.size() + (replacing ? 1 : 0);
    return InstanceRefresh.builder()
        .instanceRefreshId(id)
        .autoScalingGroupName(group.id())
        .status(status)
        .statusReason(reason)
        .startTime(status == InstanceRefreshStatus.PENDING ? null : start)
        .endTime(end)
        .instancesToUpdate(left)
        .percentageComplete(total == 0 ? 100 : (total - left) * 100 / total)
        .preferences(preferences)
        .strategy(RefreshStrategy.ROLLING)
        .build();
  }
}
