package io.servergroup.identity;

import io.servergroup.group.LifecycleHook.Transition;
import io.servergroup.group.LifecycleState;
import io.servergroup.group.WarmPool;
import io.servergroup.identity.IdentityAction.Complete;
import io.servergroup.identity.IdentityAction.Complete.Verdict;
import io.servergroup.identity.Situation.Member;
import java.util.List;

/** Decides what to do next for the identities of a server group. */
public final class IdentityDecisions {
  private IdentityDecisions() {}

  /**
   * Decides from one snapshot. A plan that needs to know more is decided again with it; after the
   * steps have been performed, a fresh snapshot leads to the next ones, until only waiting is left.
   */
  public static IdentityPlan decide(Situation situation) {
    Draft draft = new Draft();
    List<Member> members = situation.members();
    situation.group().warmPools().forEach(pool -> warmPool(pool, draft));
    List<Member> leaving = in(members, LifecycleState.TERMINATING_WAIT);
    List<Member> launching = in(members, LifecycleState.PENDING_WAIT);
    List<Member> serving =
        situation.scope().thorough() ? in(members, LifecycleState.IN_SERVICE) : List.of();
    if (read(situation, leaving, launching, serving, draft)) {
      situation.group().findings().forEach(f -> draft.remark(f.resource(), f.index(), f.message()));
      // Those who leave come first: what they give back is there for those who wait.
      Departure departure = new Departure(situation, draft);
      leaving.forEach(departure::of);
      Arrival arrival = new Arrival(situation, new Claims(situation, draft), draft);
      serving.forEach(arrival::of);
      launching.forEach(arrival::of);
      if (situation.scope().thorough()) {
        Names names = new Names(situation, draft);
        situation.group().slots().forEach(names::correct);
      }
    }
    return draft.plan();
  }

  /** Whether what any decision about these instances needs is there. */
  private static boolean read(
      Situation situation,
      List<Member> leaving,
      List<Member> launching,
      List<Member> serving,
      Draft draft) {
    boolean thorough = situation.scope().thorough();
    if (thorough || !leaving.isEmpty() || !launching.isEmpty()) {
      need(situation.readings().interfaces(), new Need.Interfaces(), draft);
    }
    if (thorough || !leaving.isEmpty()) {
      need(situation.readings().volumes(), new Need.Volumes(), draft);
    }
    if (thorough) {
      // One request answers for hundreds of them.
      launching.forEach(m -> needFacts(situation, m.instance().id(), draft));
      serving.forEach(m -> needFacts(situation, m.instance().id(), draft));
      situation.group().slots().stream()
          .flatMap(slot -> slot.dnsName().stream())
          .forEach(name -> need(situation.asked(name), new Need.NameRecord(name), draft));
    }
    return draft.isComplete();
  }

  private static void needFacts(Situation situation, String instance, Draft draft) {
    need(situation.asked(instance), new Need.Facts(instance), draft);
  }

  private static void need(boolean known, Need need, Draft draft) {
    if (!known) {
      draft.need(need);
    }
  }

  private static List<Member> in(List<Member> members, LifecycleState state) {
    return members.stream().filter(member -> member.instance().state() == state).toList();
  }

  private static void warmPool(WarmPool pool, Draft draft) {
    pool.instances()
        .forEach(
            instance -> {
              switch (instance.state()) {
                case WARMED_PENDING_WAIT ->
                    draft.attempt(
                        new Complete(
                            pool.autoScalingGroupName(),
                            Transition.LAUNCHING,
                            Verdict.CONTINUE,
                            instance.id()),
                        "it goes to the warm pool and needs no slot there");
                case WARMED_TERMINATING_WAIT ->
                    draft.attempt(
                        new Complete(
                            pool.autoScalingGroupName(),
                            Transition.TERMINATING,
                            Verdict.CONTINUE,
                            instance.id()),
                        "it leaves the warm pool and has no slot");
                default -> {}
              }
            });
  }
}
