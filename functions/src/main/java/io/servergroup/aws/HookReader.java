package io.servergroup.aws;

import io.servergroup.group.LifecycleHook;
import io.servergroup.group.LifecycleHook.Transition;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;

/** Reads the lifecycle hooks of an Auto Scaling group. */
public final class HookReader {
  /**
   * What a hook has that was made without a timeout.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_PutLifecycleHook.html">PutLifecycleHook</a>
   */
  private static final int USUAL_TIMEOUT_SECONDS = 3600;

  private final AutoScalingClient autoScaling;

  public HookReader(AutoScalingClient autoScaling) {
    this.autoScaling = autoScaling;
  }

  /** All hooks of a group, ours and those of others; a group has 50 at most, in one answer. */
  public List<LifecycleHook> read(String autoScalingGroupName) {
    return autoScaling
        .describeLifecycleHooks(request -> request.autoScalingGroupName(autoScalingGroupName))
        .lifecycleHooks()
        .stream()
        .map(
            hook ->
                new LifecycleHook(
                    hook.lifecycleHookName(),
                    "autoscaling:EC2_INSTANCE_LAUNCHING".equals(hook.lifecycleTransition())
                        ? Transition.LAUNCHING
                        : Transition.TERMINATING,
                    Duration.ofSeconds(
                        Objects.requireNonNullElse(hook.heartbeatTimeout(), USUAL_TIMEOUT_SECONDS)),
                    "CONTINUE".equals(hook.defaultResult())))
        .toList();
  }
}
