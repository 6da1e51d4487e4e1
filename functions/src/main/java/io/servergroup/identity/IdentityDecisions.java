package io.servergroup.identity;

import io.servergroup.group.AutoScalingGroup;
import io.servergroup.group.LifecycleState;
import io.servergroup.identity.Situation.Member;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

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
    List<Member> pooled = pooled(situation);
    List<Member> leaving = in(members, LifecycleState.TERMINATING_WAIT);
    List<Member> staying = in(members, LifecycleState.REPLACING_ROOT_VOLUME_WAIT);
    List<Member> launching = in(members, LifecycleState.PENDING_WAIT);
    List<Member> serving =
        situation.scope().thorough() ? in(members, LifecycleState.IN_SERVICE) : List.of();
    boolean goingOn = !leaving.isEmpty() || !staying.isEmpty() || !pooled.isEmpty();
    if (read(situation, members, goingOn, launching, serving, draft)
        && mayHaveIdentities(situation, draft)) {
      situation.group().findings().forEach(f -> draft.remark(f.resource(), f.index(), f.message()));
      // Those who leave come first: what they give back is there for those who wait.
      Departure departure = new Departure(situation, draft);
      leaving.forEach(departure::of);
      staying.forEach(departure::ofRootVolume);
      pooled.forEach(departure::ofPool);
      lookAgainForTheEvent(situation, members, goingOn, draft);
      Claims claims = new Claims(situation, draft);
      Arrival arrival = new Arrival(situation, claims, draft);
      serving.forEach(arrival::of);
      for (Member member : launching) {
        if (isOurs(member, claims, situation)) {
          arrival.of(member);
        } else {
          // Another run sees to it; all runs give out the slots in the same order.
          claims.of(member);
        }
      }
      if (situation.scope().thorough()) {
        Names names = new Names(situation, draft);
        // The record of a server that was taken away is not brought back.
        situation.slotsInUse().forEach(names::correct);
      }
    }
    return draft.plan();
  }

  /**
   * An event of a hook may be faster than what Auto Scaling says of the group: an instance that is
   * about to be held, as far as can be read, is held.
   *
   * @param found whether some instance is shown as held that does not launch for service
   */
  private static void lookAgainForTheEvent(
      Situation situation, List<Member> members, boolean found, Draft draft) {
    Stream.concat(members.stream(), situation.pooled().stream())
        .filter(
            member ->
                switch (situation.scope().cause()) {
                  case Cause.LaunchHeld(String instance) ->
                      member.instance().id().equals(instance)
                          && isAboutToBeHeld(member.instance().state());
                  case Cause.TerminationHeld held ->
                      !found
                          && member.instance().state() != LifecycleState.PENDING
                          && isAboutToBeHeld(member.instance().state());
                  default -> false;
                })
        .findFirst()
        .ifPresent(
            member ->
                draft.wait(
                    member,
                    member.group().index(),
                    IdentityPlan.Until.SECONDS,
                    Set.of(new Need.Groups()),
                    "its hook holds it, but Auto Scaling still shows it as "
                        + member.instance().state().text()));
  }

  private static boolean isAboutToBeHeld(LifecycleState state) {
    return switch (state) {
      case PENDING, TERMINATING, REPLACING_ROOT_VOLUME, WARMED_PENDING, WARMED_TERMINATING -> true;
      default -> false;
    };
  }

  /**
   * Whether this run sees to a launch. In a group of many servers every event would else make a run
   * that does the work of all others: so a launch is brought to its end by the run that its own
   * event woke, or by the one that freed its slot for it. The schedule sees to all.
   */
  private static boolean isOurs(Member member, Claims claims, Situation situation) {
    if (member.group().index().isPresent()) {
      return true;
    }
    return switch (situation.scope().cause()) {
      case Cause.Schedule schedule -> true;
      case Cause.Terminated terminated -> true;
      case Cause.Launched launched -> false;
      case Cause.LaunchHeld(String instance) -> member.instance().id().equals(instance);
      case Cause.TerminationHeld held ->
          !claims.has(member) || situation.claimed().contains(member.instance().id());
    };
  }

  /** Whether what any decision about these instances needs is there. */
  private static boolean read(
      Situation situation,
      List<Member> members,
      boolean leaving,
      List<Member> launching,
      List<Member> serving,
      Draft draft) {
    boolean thorough = situation.scope().thorough();
    if (thorough || leaving || !launching.isEmpty()) {
      need(situation.readings().interfaces(), new Need.Interfaces(), draft);
    }
    // Where all there are come, nobody has their slots: they will get them, volumes included.
    boolean alone = !launching.isEmpty() && launching.size() == members.size();
    if (thorough || leaving || alone) {
      need(situation.readings().volumes(), new Need.Volumes(), draft);
    }
    if (thorough) {
      // One request answers for hundreds of them. A launch may wait for what one who leaves holds.
      launching.forEach(m -> needFacts(situation, m.instance().id(), draft));
      if (!launching.isEmpty()) {
        members.stream()
            .filter(member -> member.instance().state().isLeaving())
            .forEach(m -> needFacts(situation, m.instance().id(), draft));
      }
      serving.forEach(m -> needFacts(situation, m.instance().id(), draft));
      situation.group().slots().stream()
          .flatMap(slot -> slot.dnsName().stream())
          .forEach(name -> need(situation.asked(name), new Need.NameRecord(name), draft));
    }
    return draft.isComplete();
  }

  /**
   * Whether this is anything to us. Where there is no slot at all, the hooks tell: those of one
   * Auto Scaling group for all, because asking about each of a thousand would be a thousand calls a
   * check. An event of a hook of ours has told already.
   */
  private static boolean mayHaveIdentities(Situation situation, Draft draft) {
    boolean told =
        switch (situation.scope().cause()) {
          case Cause.LaunchHeld held -> true;
          case Cause.TerminationHeld held -> true;
          case Cause.Launched launched -> false;
          case Cause.Terminated terminated -> false;
          case Cause.Schedule schedule -> false;
        };
    if (told || !situation.readings().interfaces() || !situation.group().slots().isEmpty()) {
      return true;
    }
    situation.group().autoScalingGroups().stream()
        .findFirst()
        .map(AutoScalingGroup::name)
        .ifPresent(
            first ->
                need(
                    situation.readings().hooks().containsKey(first), new Need.Hooks(first), draft));
    if (!draft.isComplete()) {
      return false;
    }
    if (!situation.wantsIdentities()) {
      situation.group().findings().forEach(f -> draft.remark(f.resource(), f.index(), f.message()));
      return false;
    }
    return true;
  }

  private static void needFacts(Situation situation, String instance, Draft draft) {
    need(situation.asked(instance), new Need.Facts(instance), draft);
  }

  private static void need(boolean known, Need need, Draft draft) {
    if (!known) {
      draft.need(need);
    }
  }

  /** Instances that a hook holds on their way into, back to or out of a warm pool. */
  private static List<Member> pooled(Situation situation) {
    return situation.pooled().stream()
        .filter(
            member ->
                switch (member.instance().state()) {
                  case WARMED_PENDING_WAIT, WARMED_TERMINATING_WAIT -> true;
                  default -> false;
                })
        .toList();
  }

  private static List<Member> in(List<Member> members, LifecycleState state) {
    return members.stream().filter(member -> member.instance().state() == state).toList();
  }
}
