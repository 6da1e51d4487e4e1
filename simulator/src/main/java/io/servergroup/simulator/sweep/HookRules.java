package io.servergroup.simulator.sweep;

import io.servergroup.simulator.aws.autoscaling.HeldAction;
import io.servergroup.simulator.rehearsal.Stage;
import io.servergroup.simulator.rehearsal.Violations;

/**
 * Every lifecycle action is completed before it runs out: lost events, functions that die and
 * refused calls are made up for by the schedule long before.
 */
final class HookRules {
  private HookRules() {}

  /** Tells of every action that ran out so far. */
  static void check(Stage stage, Violations violations) {
    for (HeldAction lapsed : stage.aws().autoScalingWorld().lapsedActions()) {
      if (stage.cluster().groups().contains(lapsed.member().group().id())) {
        violations.add(
            "the lifecycle action %s of %s ran out"
                .formatted(lapsed.hook().name(), lapsed.member().instanceId()));
      }
    }
  }
}
