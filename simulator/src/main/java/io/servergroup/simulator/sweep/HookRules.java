package io.servergroup.simulator.sweep;

import io.servergroup.simulator.aws.autoscaling.HeldAction;
import io.servergroup.simulator.rehearsal.Stage;
import io.servergroup.simulator.rehearsal.Violations;
import java.time.Duration;
import java.time.Instant;

/**
 * Once nothing goes wrong any more, every lifecycle action is completed before it runs out: what
 * events, functions and calls that went wrong have left open, the schedule completes.
 */
final class HookRules {
  /** The schedule's period, and what one run of it may take. */
  private static final Duration SCHEDULE = Duration.ofMinutes(6);

  private HookRules() {}

  /**
   * Tells of every action that ran out though the schedule would have been in time.
   *
   * @param faultsEnded since when nothing goes wrong any more
   */
  static void check(Stage stage, Instant faultsEnded, Violations violations) {
    for (HeldAction lapsed : stage.aws().autoScalingWorld().lapsedActions()) {
      if (stage.cluster().groups().contains(lapsed.member().group().id())
          && lapsed.deadline().isAfter(faultsEnded.plus(SCHEDULE))) {
        violations.add(
            "the lifecycle action %s of %s ran out"
                .formatted(lapsed.hook().name(), lapsed.member().instanceId()));
      }
    }
  }
}
