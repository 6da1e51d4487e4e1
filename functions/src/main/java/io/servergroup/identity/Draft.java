package io.servergroup.identity;

import io.servergroup.group.LifecycleState;
import io.servergroup.identity.IdentityPlan.Remark;
import io.servergroup.identity.IdentityPlan.Step;
import io.servergroup.identity.IdentityPlan.Until;
import io.servergroup.identity.IdentityPlan.Waiting;
import io.servergroup.identity.Situation.Member;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/** A plan while it is being made. */
final class Draft {
  private final List<Step> steps = new ArrayList<>();
  private final List<Waiting> waits = new ArrayList<>();
  private final Set<Remark> remarks = new LinkedHashSet<>();
  private final Set<IdentityAction> planned = new LinkedHashSet<>();
  private final Set<Need> needs = new LinkedHashSet<>();

  /** Adds an action that the subject's later steps build on. */
  void step(IdentityAction action, String reason) {
    add(new Step(action, action.server(), reason, true));
  }

  /** Adds the end of a lifecycle action, which nothing is built on. */
  void end(IdentityAction.Complete action, OptionalInt server, String reason) {
    add(new Step(action, server, reason, false));
  }

  /** Adds an action whose failure the subject's later steps do not depend on. */
  void attempt(IdentityAction action, String reason) {
    add(new Step(action, action.server(), reason, false));
  }

  private void add(Step step) {
    if (planned.add(step.action())) {
      steps.add(step);
    }
  }

  /** Whether an action is part of the plan so far. */
  boolean plans(IdentityAction action) {
    return planned.contains(action);
  }

  /** Something has to be read before anything is decided. */
  void need(Need need) {
    needs.add(need);
  }

  boolean isComplete() {
    return needs.isEmpty();
  }

  void wait(Member member, OptionalInt server, Until until, Set<Need> lookAt, String reason) {
    boolean held = member.instance().state() == LifecycleState.PENDING_WAIT;
    waits.add(
        new Waiting(
            member.group().name(), member.instance().id(), server, held, until, lookAt, reason));
  }

  void remark(String subject, OptionalInt server, String reason) {
    remarks.add(new Remark(subject, server, reason));
  }

  IdentityPlan plan() {
    // Half a picture is no ground for an action: what is needed is read first.
    return needs.isEmpty()
        ? new IdentityPlan(steps, waits, List.copyOf(remarks), Set.of())
        : new IdentityPlan(List.of(), List.of(), List.of(), needs);
  }
}
