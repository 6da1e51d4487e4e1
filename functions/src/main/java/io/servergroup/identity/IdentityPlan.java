package io.servergroup.identity;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What to do now for the identities of a server group.
 *
 * @param steps in the order to be performed
 * @param waits what cannot be done yet
 * @param remarks what needs a person
 * @param needs what has to be read before anything can be decided; then there is nothing else
 */
public record IdentityPlan(
    List<Step> steps, List<Waiting> waits, List<Remark> remarks, Set<Need> needs) {
  public IdentityPlan {
    steps = List.copyOf(steps);
    waits = List.copyOf(waits);
    remarks = List.copyOf(remarks);
    needs = Collections.unmodifiableSequencedSet(new LinkedHashSet<>(needs));
  }

  /**
   * An action and why it is taken.
   *
   * @param server whose slot or instance is concerned; empty for an instance without a slot
   * @param holdsUp whether the subject's later steps are left out when this one fails
   */
  public record Step(IdentityAction action, OptionalInt server, String reason, boolean holdsUp) {}

  /** When something that is waited for may be there; in order of time. */
  public enum Until {
    /** Worth another look within seconds, in the same run. */
    SECONDS,
    /** Within a minute or so: name servers take that long. */
    A_MINUTE,
    /** Nobody can tell: a later wake-up goes on. */
    LATER
  }

  /**
   * An instance whose lifecycle action stays open, or whose slot is not complete yet.
   *
   * @param held whether a launch hook holds it, so that a heartbeat keeps it from running out
   * @param lookAt what to read again to see whether it is over, and what is needed then; what takes
   *     a minute and can be told by small needs is over only after one of them has changed
   */
  public record Waiting(
      String autoScalingGroupName,
      String instanceId,
      OptionalInt server,
      boolean held,
      Until until,
      Set<Need> lookAt,
      String reason) {
    public Waiting {
      lookAt = Collections.unmodifiableSequencedSet(new LinkedHashSet<>(lookAt));
    }

    /** What tells in small requests that it may be over; empty when only another look does. */
    public Set<Need> signs() {
      Set<Need> small =
          lookAt.stream()
              .filter(need -> need.isSmall() && need.isAwaited())
              .collect(Collectors.toCollection(LinkedHashSet::new));
      return switch (until) {
        case SECONDS -> lookAt.stream().allMatch(Need::isSmall) ? small : Set.of();
        case A_MINUTE -> small;
        case LATER -> Set.of();
      };
    }
  }

  /** Something found that no action of ours corrects. */
  public record Remark(String subject, OptionalInt server, String reason) {}

  /** Those of the waits that may be over after another look in the same run. */
  public List<Waiting> worthAnotherLook() {
    return waits.stream().filter(wait -> wait.until() != Until.LATER).toList();
  }

  /** What keeps the launches that still wait from running out; not needed in their first look. */
  public List<Step> heartbeats(Scope scope) {
    return waits.stream()
        .filter(wait -> wait.held() && !scope.justHeld(wait.instanceId()))
        .map(
            wait ->
                new Step(
                    new IdentityAction.Heartbeat(wait.autoScalingGroupName(), wait.instanceId()),
                    wait.server(),
                    wait.reason(),
                    false))
        .toList();
  }
}
