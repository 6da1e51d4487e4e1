package io.servergroup.identity;

import io.servergroup.group.LifecycleHook.Transition;
import io.servergroup.group.LifecycleState;
import io.servergroup.group.Slot;
import io.servergroup.group.TagKeys;
import io.servergroup.identity.IdentityAction.Complete;
import io.servergroup.identity.IdentityAction.Complete.Verdict;
import io.servergroup.identity.IdentityAction.KeepInterface;
import io.servergroup.identity.IdentityAction.TagInstance;
import io.servergroup.identity.IdentityAction.UpsertRecord;
import io.servergroup.identity.Situation.Member;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An instance that should have a slot: one in {@code Pending:Wait}, which goes on when its slot is
 * complete; or one in service, which gets back what it lost but is never stopped for it.
 */
final class Arrival {
  private final Situation situation;
  private final Claims claims;
  private final Draft draft;

  Arrival(Situation situation, Claims claims, Draft draft) {
    this.situation = situation;
    this.claims = claims;
    this.draft = draft;
  }

  void of(Member member) {
    String instance = member.instance().id();
    Optional<InstanceFacts> facts = situation.factsOf(instance);
    if (facts.map(InstanceFacts::isEnding).orElse(false)) {
      draft.remark(
          instance, member.group().index(), "EC2 is shutting it down already: nothing to do");
      return;
    }
    Optional<String> refusal = situation.refusalOf(instance);
    if (refusal.isPresent()) {
      refuse(member, member.group().index(), refusal.get());
      return;
    }
    switch (claims.of(member)) {
      case Claim.Refused(OptionalInt server, String reason) -> refuse(member, server, reason);
      case Claim.Later(OptionalInt server, boolean brief, String reason) ->
          draft.wait(member, server, brief, reason);
      case Claim.Granted(Slot slot) -> occupy(slot, member);
    }
  }

  private void refuse(Member member, OptionalInt server, String reason) {
    if (isHeld(member)) {
      draft.attempt(
          new Complete(
              member.group().name(), Transition.LAUNCHING, Verdict.ABANDON, member.instance().id()),
          reason);
    }
    draft.remark(member.instance().id(), server, reason);
  }

  private void occupy(Slot slot, Member member) {
    String instance = member.instance().id();
    Attaching attaching = new Attaching(situation, slot, instance, draft);
    switch (attaching.advance()) {
      case Attaching.Progress.Complete complete -> finish(slot, member);
      case Attaching.Progress.Under(boolean brief, String reason) ->
          draft.wait(member, OptionalInt.of(slot.index()), brief, reason);
      case Attaching.Progress.Impossible(String reason) ->
          refuse(member, OptionalInt.of(slot.index()), reason);
    }
  }

  private void finish(Slot slot, Member member) {
    String instance = member.instance().id();
    slot.networkInterface()
        .attachment()
        .filter(attachment -> attachment.deleteOnTermination())
        .ifPresent(
            attachment ->
                draft.step(
                    new KeepInterface(
                        slot.index(), slot.networkInterface().id(), attachment.id(), instance),
                    "it would be deleted with the instance"));
    tag(slot, member);
    if (isHeld(member)) {
      slot.dnsName()
          .ifPresent(
              name ->
                  draft.step(
                      new UpsertRecord(
                          slot.index(), name, slot.networkInterface().privateAddress(), instance),
                      "the server starts"));
      draft.step(
          new Complete(member.group().name(), Transition.LAUNCHING, Verdict.CONTINUE, instance),
          "its slot is complete");
    }
  }

  private void tag(Slot slot, Member member) {
    String instance = member.instance().id();
    Map<String, String> tags =
        Map.of(
            TagKeys.GROUP, situation.group().name(),
            TagKeys.INDEX, Integer.toString(slot.index()),
            TagKeys.NAME, situation.group().name() + "-" + slot.index());
    Optional<InstanceFacts> facts = situation.factsOf(instance);
    // Nobody asked EC2 for the tags of an instance in service on every wake-up.
    boolean known = facts.isPresent() || isHeld(member);
    if (known && !facts.map(f -> f.carries(tags)).orElse(false)) {
      draft.step(
          new TagInstance(slot.index(), tags, instance), "it is server " + slot.index() + " now");
    }
  }

  private static boolean isHeld(Member member) {
    return member.instance().state() == LifecycleState.PENDING_WAIT;
  }
}
