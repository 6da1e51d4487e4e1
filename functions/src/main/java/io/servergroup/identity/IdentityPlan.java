package io.servergroup.identity;

import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What to do now for the identities of a server group.
 *
 * @param steps in the order to be performed
 * @param waits what cannot be done yet
 * @param remarks what needs a person
 */
public record IdentityPlan(List<Step> steps, List<Waiting> waits, List<Remark> remarks) {
  public IdentityPlan {
    steps = List.copyOf(steps);
    waits = List.copyOf(waits);
    remarks = List.copyOf(remarks);
  }

  /**
   * An action and why it is taken.
   *
   * @param holdsUp whether the subject's later steps are left out when this one fails
   */
  public record Step(IdentityAction action, String reason, boolean holdsUp) {}

  /**
   * An instance whose lifecycle action stays open, or whose slot is not complete yet.
   *
   * @param held whether a launch hook holds it, so that a heartbeat keeps it from running out
   * @param brief whether it should be over within seconds, worth another look in the same run
   */
  public record Waiting(
      String autoScalingGroupName,
      String instanceId,
      OptionalInt server,
      boolean held,
      boolean brief,
      String reason) {}

  /** Something found that no action of ours corrects. */
  public record Remark(String subject, OptionalInt server, String reason) {}

  /** The Auto Scaling groups whose instances wait. */
  public Set<String> waitingGroups() {
    return waits.stream()
        .map(Waiting::autoScalingGroupName)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Whether another look within seconds can bring progress. */
  public boolean isWorthAnotherLook() {
    return waits.stream().anyMatch(Waiting::brief);
  }

  /** What keeps the launches that still wait from running out. */
  public List<Step> heartbeats() {
    return waits.stream()
        .filter(Waiting::held)
        .map(
            wait ->
                new Step(
                    new IdentityAction.Heartbeat(wait.autoScalingGroupName(), wait.instanceId()),
                    wait.reason(),
                    false))
        .toList();
  }
}
