package io.servergroup.identity;

import io.servergroup.group.IdentityPolicy;
import io.servergroup.group.LifecycleHook.Transition;
import io.servergroup.group.LifecycleState;
import io.servergroup.group.ServerGroup;
import io.servergroup.group.Slot;
import io.servergroup.group.TagKeys;
import io.servergroup.identity.Attaching.Progress;
import io.servergroup.identity.IdentityAction.Complete;
import io.servergroup.identity.IdentityAction.Complete.Verdict;
import io.servergroup.identity.IdentityAction.KeepInterface;
import io.servergroup.identity.IdentityAction.TagInstance;
import io.servergroup.identity.IdentityPlan.Until;
import io.servergroup.identity.Situation.Member;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * An instance that should have a slot: one in {@code Pending:Wait}, which goes on when its slot is
 * complete; or one in service, which gets back what it lost but is never stopped for it.
 */
final class Arrival {
  private final Situation situation;
  private final Claims claims;
  private final Draft draft;
  private final Holds holds;

  Arrival(Situation situation, Claims claims, Draft draft) {
    this.situation = situation;
    this.claims = claims;
    this.draft = draft;
    this.holds = new Holds(situation, draft);
  }

  void of(Member member) {
    String instance = member.instance().id();
    OptionalInt server = member.group().index();
    if (situation.factsOf(instance).map(InstanceFacts::isEnding).orElse(false)) {
      return; // EC2 is shutting it down already: there is nothing to do for it any more.
    }
    if (!isHeld(member) && !belongs(member)) {
      return;
    }
    Optional<String> refusal = situation.refusalOf(instance);
    if (refusal.isPresent()) {
      refuse(member, server, refusal.get());
      return;
    }
    switch (claims.of(member)) {
      case Claim.Refused(OptionalInt index, String reason) -> refuse(member, index, reason);
      case Claim.Later(OptionalInt index, boolean shortly, String reason) ->
          wait(
              member,
              index,
              shortly ? Until.SECONDS : Until.LATER,
              Set.of(new Need.Interfaces()),
              reason);
      case Claim.Granted(Slot slot) -> occupy(slot, member);
    }
  }

  /**
   * Whether an instance in service is to have a slot: it has one already, or our hook would have
   * held it when it came. One that came without our hook is left alone.
   */
  private boolean belongs(Member member) {
    if (situation.group().slots().isEmpty() || claims.has(member)) {
      return claims.has(member);
    }
    String group = member.group().name();
    if (!situation.readings().hooks().containsKey(group)) {
      draft.need(new Need.Hooks(group));
      return false;
    }
    boolean hooked =
        situation.readings().hooks().get(group).stream()
            .anyMatch(hook -> hook.name().equals(situation.scope().hooks().launching()));
    if (!hooked) {
      draft.remark(
          member.instance().id(),
          member.group().index(),
          "it has no slot and is left alone, because "
              + situation
                  .refused(new Need.Hooks(group))
                  .map(why -> "the hooks of group %s are not known: %s".formatted(group, why))
                  .orElse(
                      "group %s has no lifecycle hook named %s"
                          .formatted(group, situation.scope().hooks().launching())));
    }
    return hooked;
  }

  private void refuse(Member member, OptionalInt server, String reason) {
    if (isHeld(member)) {
      holds.refuse(member, server, reason);
    } else {
      draft.remark(member.instance().id(), server, reason);
    }
  }

  private void wait(
      Member member, OptionalInt server, Until until, Set<Need> lookAt, String reason) {
    if (isHeld(member)) {
      holds.wait(member, server, until, lookAt, reason);
    } else {
      draft.wait(member, server, until, lookAt, reason);
    }
  }

  private void occupy(Slot slot, Member member) {
    Attaching attaching = new Attaching(situation, slot, member.instance().id(), draft);
    attaching.advance().ifPresent(progress -> goOn(progress, attaching, slot, member));
  }

  private void goOn(Progress progress, Attaching attaching, Slot slot, Member member) {
    OptionalInt server = OptionalInt.of(slot.index());
    switch (progress) {
      case Progress.Complete complete -> {
        mark(slot, member.instance().id());
        if (isHeld(member)) {
          start(slot, member, attaching);
        }
      }
      case Progress.Under(Until until, Set<Need> lookAt, String reason) ->
          wait(member, server, until, lookAt, reason);
      case Progress.Impossible(String reason) -> refuse(member, server, reason);
    }
  }

  /** What an instance that has its whole slot is to be like, for which it has to be known. */
  private void mark(Slot slot, String instance) {
    if (!situation.asked(instance)) {
      draft.need(new Need.Facts(instance));
      return;
    }
    keep(slot, instance);
    tag(slot, instance);
  }

  private void start(Slot slot, Member member, Attaching attaching) {
    Optional<Progress> unfit = attaching.unfit();
    if (unfit.isPresent()) {
      goOn(unfit.get(), attaching, slot, member);
      return;
    }
    IdentityPolicy policy = situation.policyOf(member.group());
    String instance = member.instance().id();
    OptionalInt server = OptionalInt.of(slot.index());
    switch (new Names(situation, draft).start(slot, instance, policy.waitForDns())) {
      case Names.Progress.Complete complete ->
          draft.end(
              new Complete(member.group().name(), Transition.LAUNCHING, Verdict.CONTINUE, instance),
              server,
              "its slot is complete");
      case Names.Progress.Under(Set<Need> lookAt, String reason) ->
          wait(member, server, Until.A_MINUTE, lookAt, reason);
      case Names.Progress.Impossible(String reason) -> refuse(member, server, reason);
    }
  }

  private void keep(Slot slot, String instance) {
    String eni = slot.networkInterface().id();
    slot.networkInterface()
        .attachment()
        .filter(attachment -> attachment.instanceId().equals(instance))
        .map(a -> new InstanceFacts.Card(eni, a.id(), a.status(), a.deleteOnTermination()))
        .or(() -> situation.factsOf(instance).flatMap(facts -> facts.attached(eni)))
        .filter(InstanceFacts.Card::deleteOnTermination)
        .ifPresent(
            card ->
                draft.step(
                    new KeepInterface(slot.index(), eni, card.attachmentId(), instance),
                    "it would be deleted with the instance"));
  }

  private void tag(Slot slot, String instance) {
    Map<String, String> tags = tags(situation.group(), slot);
    if (!situation.factsOf(instance).map(facts -> facts.carries(tags)).orElse(false)) {
      draft.step(
          new TagInstance(slot.index(), tags, instance), "it is server " + slot.index() + " now");
    }
  }

  /** What an instance that has a slot is tagged with. */
  static Map<String, String> tags(ServerGroup group, Slot slot) {
    return Map.of(
        TagKeys.GROUP, group.name(),
        TagKeys.INDEX, Integer.toString(slot.index()),
        TagKeys.NAME, group.name() + "-" + slot.index());
  }

  private static boolean isHeld(Member member) {
    return member.instance().state() == LifecycleState.PENDING_WAIT;
  }
}
