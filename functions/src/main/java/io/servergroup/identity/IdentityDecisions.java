package io.servergroup.identity;

import io.servergroup.group.DnsName;
import io.servergroup.group.LifecycleHook.Transition;
import io.servergroup.group.LifecycleState;
import io.servergroup.group.Slot;
import io.servergroup.group.SlotIndex;
import io.servergroup.group.WarmPool;
import io.servergroup.identity.IdentityAction.Complete;
import io.servergroup.identity.IdentityAction.Complete.Verdict;
import io.servergroup.identity.IdentityAction.UpsertRecord;
import io.servergroup.identity.Situation.Member;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Decides what to do next for the identities of a server group. */
public final class IdentityDecisions {
  private IdentityDecisions() {}

  /**
   * Decides from one snapshot. After the steps have been performed, a fresh snapshot leads to the
   * next ones, until only waiting is left.
   */
  public static IdentityPlan decide(Situation situation) {
    Draft draft = new Draft();
    situation.group().findings().forEach(f -> draft.remark(f.resource(), f.index(), f.message()));
    situation.group().warmPools().forEach(pool -> warmPool(pool, draft));
    List<Member> members = situation.members();
    // Those who leave come first: what they give back is there for those who wait.
    Departure departure = new Departure(situation, draft);
    in(members, LifecycleState.TERMINATING_WAIT).forEach(departure::of);
    SlotIndex slots = new SlotIndex(situation.group());
    Arrival arrival = new Arrival(situation, new Claims(situation), draft);
    in(members, LifecycleState.IN_SERVICE).stream()
        .filter(member -> isToBeChecked(member, situation, slots))
        .forEach(arrival::of);
    in(members, LifecycleState.PENDING_WAIT).forEach(arrival::of);
    situation
        .records()
        .ifPresent(
            records ->
                situation.group().slots().forEach(s -> correct(s, records, situation, draft)));
    return draft.plan();
  }

  private static List<Member> in(List<Member> members, LifecycleState state) {
    return members.stream().filter(member -> member.instance().state() == state).toList();
  }

  /**
   * An instance in service that holds no slot gets one only when EC2 was asked about it, which a
   * wake-up by an event does not do: an old reading would show an instance as in service that has
   * just given its slot back.
   */
  private static boolean isToBeChecked(Member member, Situation situation, SlotIndex slots) {
    String instance = member.instance().id();
    return slots.heldBy(instance).isPresent()
        || (situation.factsOf(instance).isPresent() && !situation.group().slots().isEmpty());
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

  private static void correct(
      Slot slot, Map<String, AddressRecord> records, Situation situation, Draft draft) {
    String subject = "server " + slot.index();
    String address = slot.networkInterface().privateAddress();
    slot.dnsName()
        .filter(name -> !isRight(records.get(name.name()), name, address))
        .ifPresent(
            name -> {
              if (situation.refusalOf(subject).isPresent()) {
                draft.remark(
                    subject, OptionalInt.of(slot.index()), situation.refusalOf(subject).get());
                return;
              }
              draft.step(
                  new UpsertRecord(slot.index(), name, address, subject),
                  records.containsKey(name.name())
                      ? "its record is not its address"
                      : "its record is missing");
            });
  }

  private static boolean isRight(AddressRecord record, DnsName name, String address) {
    return record != null
        && record.ttl().equals(name.ttl())
        && record.addresses().equals(List.of(address));
  }
}
