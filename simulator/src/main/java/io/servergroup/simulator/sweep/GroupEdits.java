package io.servergroup.simulator.sweep;

import io.servergroup.simulator.rehearsal.Stage;
import java.util.Locale;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingException;

/** What people do to Auto Scaling groups by hand. */
final class GroupEdits {
  private final Stage stage;

  GroupEdits(Stage stage) {
    this.stage = stage;
  }

  /** Has its group replace an instance. */
  void replace(String id) {
    attempt(
        id,
        "is terminated by its group",
        () ->
            stage
                .aws()
                .autoScaling()
                .terminateInstanceInAutoScalingGroup(
                    request -> request.instanceId(id).shouldDecrementDesiredCapacity(false)));
  }

  /** Lets a group have so many instances. */
  void capacity(String group, int least, int wanted, int most) {
    attempt(
        group,
        "wants " + wanted,
        () ->
            stage
                .aws()
                .autoScaling()
                .updateAutoScalingGroup(
                    request ->
                        request
                            .autoScalingGroupName(group)
                            .minSize(least)
                            .maxSize(Math.max(most, 1))
                            .desiredCapacity(wanted)));
  }

  /** Lets a group launch nothing. */
  void suspendLaunches(String group) {
    attempt(
        group,
        "may not launch",
        () ->
            stage
                .aws()
                .autoScaling()
                .suspendProcesses(
                    request -> request.autoScalingGroupName(group).scalingProcesses("Launch")));
  }

  /** Lets a group launch again. */
  void resumeLaunches(String group) {
    attempt(
        group,
        "may launch again",
        () ->
            stage
                .aws()
                .autoScaling()
                .resumeProcesses(
                    request -> request.autoScalingGroupName(group).scalingProcesses("Launch")));
  }

  /** Auto Scaling refuses what does not fit what it is doing; a person leaves it at that. */
  private void attempt(String subject, String what, Runnable call) {
    try {
      call.run();
      tell(subject, what);
    } catch (AutoScalingException e) {
      tell(subject, what.toUpperCase(Locale.ROOT) + " is refused: " + e.getMessage());
    }
  }

  private void tell(String subject, String what) {
    stage.simulation().trace().add(Operators.SOURCE, subject, what);
  }
}
