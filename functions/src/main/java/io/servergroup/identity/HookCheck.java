package io.servergroup.identity;

import io.servergroup.group.FindingKind;
import io.servergroup.group.HookNames;
import io.servergroup.group.LifecycleHook;
import io.servergroup.group.LifecycleHook.Transition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Whether the lifecycle hooks of a group can do what they are there for. */
public final class HookCheck {
  /**
   * However often heartbeats are recorded, a lifecycle action ends after so many heartbeat timeouts
   * and after {@link #LONGEST_HOLD}.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/autoscaling/ec2/userguide/lifecycle-hooks-overview.html">How
   *     lifecycle hooks work</a>
   */
  private static final int MOST_HEARTBEATS = 100;

  private static final Duration LONGEST_HOLD = Duration.ofDays(2);

  private HookCheck() {}

  /**
   * Something wrong with the hooks of a group.
   *
   * @param message what was found, what would be right and what to do, for an operator
   */
  public record Finding(FindingKind kind, String message) {}

  /**
   * What is wrong with the hooks; empty when they are in order.
   *
   * @param launchBudget how long a launch may wait for its slot
   * @param checkPeriod how often waiting launches are looked at at least
   */
  public static List<Finding> findings(
      List<LifecycleHook> hooks, HookNames names, Duration launchBudget, Duration checkPeriod) {
    List<Finding> findings = new ArrayList<>();
    find(hooks, names.launching(), Transition.LAUNCHING, findings)
        .ifPresent(hook -> checkLaunch(hook, launchBudget, checkPeriod, findings));
    find(hooks, names.terminating(), Transition.TERMINATING, findings)
        .filter(hook -> !hook.continuesByDefault())
        .ifPresent(
            hook ->
                findings.add(
                    drifted(
                        "hook %s ends with ABANDON when it runs out, which skips the hooks of others; set its DefaultResult to CONTINUE"
                            .formatted(hook.name()))));
    return List.copyOf(findings);
  }

  private static Optional<LifecycleHook> find(
      List<LifecycleHook> hooks, String name, Transition transition, List<Finding> findings) {
    Optional<LifecycleHook> found =
        hooks.stream().filter(hook -> hook.name().equals(name)).findFirst();
    if (found.isEmpty()) {
      findings.add(
          new Finding(
              FindingKind.MISSING,
              "the group has no hook named %s; its %s instances are not held, so give it one"
                  .formatted(name, transition.name().toLowerCase(Locale.ROOT))));
    } else if (found.get().transition() != transition) {
      findings.add(
          drifted(
              "hook %s holds %s instances; it should hold %s ones"
                  .formatted(
                      name,
                      found.get().transition().name().toLowerCase(Locale.ROOT),
                      transition.name().toLowerCase(Locale.ROOT))));
    }
    return found.filter(hook -> hook.transition() == transition);
  }

  private static void checkLaunch(
      LifecycleHook hook, Duration launchBudget, Duration checkPeriod, List<Finding> findings) {
    if (hook.continuesByDefault()) {
      findings.add(
          drifted(
              "hook %s ends with CONTINUE when it runs out, so a server could start without its address; set its DefaultResult to ABANDON"
                  .formatted(hook.name())));
    }
    Duration timeout = hook.heartbeatTimeout();
    if (timeout.compareTo(checkPeriod.multipliedBy(2)) < 0) {
      findings.add(
          drifted(
              "hook %s has a heartbeat timeout of %d seconds; it should be at least %d, two periods of the schedule, or a waiting launch runs out between two looks"
                  .formatted(
                      hook.name(), timeout.toSeconds(), checkPeriod.multipliedBy(2).toSeconds())));
    }
    Duration most = timeout.multipliedBy(MOST_HEARTBEATS);
    most = most.compareTo(LONGEST_HOLD) < 0 ? most : LONGEST_HOLD;
    if (launchBudget.compareTo(most) > 0) {
      findings.add(
          drifted(
              "the launch budget of %d seconds is longer than Auto Scaling holds an instance for hook %s, %d seconds at most; lower the budget or raise the heartbeat timeout"
                  .formatted(launchBudget.toSeconds(), hook.name(), most.toSeconds())));
    }
  }

  private static Finding drifted(String message) {
    return new Finding(FindingKind.DRIFTED, message);
  }
}
