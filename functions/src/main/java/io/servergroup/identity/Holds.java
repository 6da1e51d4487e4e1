package io.servergroup.identity;

import io.servergroup.group.LifecycleHook.Transition;
import io.servergroup.identity.IdentityAction.Complete;
import io.servergroup.identity.IdentityAction.Complete.Verdict;
import io.servergroup.identity.IdentityPlan.Until;
import io.servergroup.identity.Situation.Member;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** How long a launch is held that cannot go on. */
final class Holds {
  private static final Duration FIRST_DELAY = Duration.ofMinutes(1);
  private static final Duration LONGEST_DELAY = Duration.ofMinutes(30);

  private final Situation situation;
  private final Draft draft;

  Holds(Situation situation, Draft draft) {
    this.situation = situation;
    this.draft = draft;
  }

  /**
   * Abandons a launch that can never succeed as things are. The group launches another at once,
   * which would fail in the same way: after the first one, each is held longer before it is
   * abandoned, and goes on if the cause has been corrected by then.
   */
  void refuse(Member member, OptionalInt server, String reason) {
    String instance = member.instance().id();
    String group = member.group().name();
    Integer failed = situation.readings().failedLaunches().get(group);
    if (failed == null) {
      draft.need(new Need.FailedLaunches(group));
      return;
    }
    situation
        .refused(new Need.FailedLaunches(group))
        .ifPresent(why -> draft.remark(group, server, "earlier failures are not known: " + why));
    if (failed == 0) {
      abandon(member, server, reason);
      return;
    }
    if (!situation.asked(instance)) {
      draft.need(new Need.Facts(instance));
      return;
    }
    String told =
        "%s (%d launches of group %s failed within the hour before)"
            .formatted(reason, failed, group);
    Duration delay = delay(failed, situation.policyOf(member.group()).launchBudget());
    Duration left = delay.minus(situation.age(instance));
    if (!left.isPositive()) {
      abandon(member, server, told);
      return;
    }
    draft.remark(instance, server, told);
    draft.wait(
        member,
        server,
        Until.LATER,
        Set.of(),
        "it is abandoned at the first check after %d seconds unless this is corrected: %s"
            .formatted(left.toSeconds(), told));
  }

  /** Doubles with every failed launch. */
  static Duration delay(int failedLaunches, Duration budget) {
    Duration delay = FIRST_DELAY;
    for (int i = 1; i < failedLaunches && delay.compareTo(LONGEST_DELAY) < 0; i++) {
      delay = delay.multipliedBy(2);
    }
    Duration most = budget.compareTo(LONGEST_DELAY) < 0 ? budget : LONGEST_DELAY;
    return delay.compareTo(most) < 0 ? delay : most;
  }

  /** Waits, for as long as the group allows. */
  void wait(Member member, OptionalInt server, Until until, Set<Need> lookAt, String reason) {
    if (situation.scope().thorough()) {
      Duration held = situation.held(member);
      Duration budget = situation.policyOf(member.group()).launchBudget();
      if (held.compareTo(budget) >= 0) {
        abandon(
            member,
            server,
            "it waited for its slot longer than the budget of %d seconds: %s"
                .formatted(budget.toSeconds(), reason));
        return;
      }
      if (held.compareTo(situation.scope().checkPeriod()) >= 0) {
        checkHooks(member, server, budget);
      }
    }
    draft.wait(member, server, until, lookAt, reason);
  }

  private void checkHooks(Member member, OptionalInt server, Duration budget) {
    String group = member.group().name();
    if (!situation.readings().hooks().containsKey(group)) {
      draft.need(new Need.Hooks(group));
      return;
    }
    Optional<String> refused = situation.refused(new Need.Hooks(group));
    if (refused.isPresent()) {
      draft.remark(group, server, "its hooks could not be checked: " + refused.get());
      return;
    }
    HookCheck.findings(
            situation.readings().hooks().get(group),
            situation.scope().hooks(),
            budget,
            situation.scope().checkPeriod())
        .forEach(finding -> draft.remark(group, server, finding.message()));
  }

  private void abandon(Member member, OptionalInt server, String reason) {
    draft.end(
        new Complete(
            member.group().name(), Transition.LAUNCHING, Verdict.ABANDON, member.instance().id()),
        server,
        reason);
    draft.remark(member.instance().id(), server, reason);
  }
}
