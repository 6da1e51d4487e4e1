package io.servergroup.identity;

import io.servergroup.group.DnsName;
import io.servergroup.group.Slot;
import io.servergroup.group.SlotFinding;
import io.servergroup.group.TagKeys;
import io.servergroup.identity.IdentityAction.TagInstance;
import io.servergroup.identity.IdentityAction.UpsertRecord;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/** Keeps the record of a slot equal to its address, and leaves alone what is not ours. */
final class Names {
  private final Situation situation;
  private final Draft draft;

  Names(Situation situation, Draft draft) {
    this.situation = situation;
    this.draft = draft;
  }

  /** How far the name of a starting server is. */
  sealed interface Progress {
    /** Nothing more is to be done before the launch goes on. */
    record Complete() implements Progress {}

    /** It is written, but not every name server knows it. */
    record Under(Set<Need> lookAt, String reason) implements Progress {}

    /** It cannot be written. */
    record Impossible(String reason) implements Progress {}
  }

  /**
   * Sees to the record of a server that starts. What Route 53 lists includes every change it has
   * accepted, so a record that is right as read needs no write. Who waits for name servers writes
   * it all the same unless a change is noted: only a change can be asked whether they all know it.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/Route53/latest/APIReference/API_ListResourceRecordSets.html">ListResourceRecordSets</a>
   */
  Progress start(Slot slot, String instance, boolean waitForDns) {
    if (slot.dnsName().isEmpty()) {
      // Tags that make no name leave none; that is told as what is wrong with the slot.
      return wrong(slot).<Progress>map(Progress.Impossible::new).orElseGet(Progress.Complete::new);
    }
    DnsName name = slot.dnsName().get();
    if (!situation.asked(name)) {
      draft.need(new Need.NameRecord(name));
      return new Progress.Complete();
    }
    Optional<AddressRecord> record = situation.recordOf(name);
    return refusal(slot, name, record)
        .<Progress>map(Progress.Impossible::new)
        .orElseGet(() -> follow(slot, name, record, instance, waitForDns));
  }

  private Optional<String> refusal(Slot slot, DnsName name, Optional<AddressRecord> record) {
    if (record.isPresent() && !record.get().isOpen()) {
      return Optional.of(foreign(slot, name, record.get()));
    }
    String address = slot.networkInterface().privateAddress();
    boolean differs = record.map(found -> !found.addresses().contains(address)).orElse(false);
    if (differs && !situation.whole()) {
      // Perhaps another server wants the same name; only the whole group shows.
      draft.need(new Need.WholeGroup());
    }
    return wrong(slot);
  }

  /** The slot may have been attached before somebody, or the whole group, showed what is wrong. */
  private Optional<String> wrong(Slot slot) {
    List<SlotFinding> wrong = situation.blocking(slot.index()).toList();
    return wrong.isEmpty()
        ? Optional.empty()
        : Optional.of(wrong.stream().map(SlotFinding::toString).collect(Collectors.joining("; ")));
  }

  private Progress follow(
      Slot slot,
      DnsName name,
      Optional<AddressRecord> record,
      String instance,
      boolean waitForDns) {
    String address = slot.networkInterface().privateAddress();
    boolean right = record.map(found -> found.says(address, name.ttl())).orElse(false);
    Optional<String> ours = Optional.ofNullable(situation.readings().changes().get(name));
    if (!waitForDns) {
      if (!right && ours.isEmpty()) {
        write(slot, name, record, instance);
      }
      return new Progress.Complete();
    }
    Optional<String> change = ours.or(() -> earlierChange(instance, right));
    if (change.isEmpty()) {
      write(slot, name, record, instance);
    }
    String reason = "not every name server knows the record %s yet".formatted(name.name());
    return change
        .map(id -> announcement(slot, id, instance, reason))
        .orElseGet(() -> new Progress.Under(Set.of(), reason));
  }

  private void write(Slot slot, DnsName name, Optional<AddressRecord> record, String instance) {
    draft.step(
        new UpsertRecord(slot.index(), name, slot.networkInterface().privateAddress(), instance),
        "the server starts, and " + record.map(Names::says).orElse("its record is missing"));
  }

  private static String says(AddressRecord found) {
    return "its record says %s for %d seconds"
        .formatted(String.join(", ", found.addresses()), found.ttl().toSeconds());
  }

  /** A change that an earlier run made for this instance, unless the record was changed since. */
  private Optional<String> earlierChange(String instance, boolean right) {
    return situation
        .factsOf(instance)
        .map(facts -> facts.tags().get(TagKeys.DNS_CHANGE))
        .filter(change -> right);
  }

  private Progress announcement(Slot slot, String change, String instance, String reason) {
    Map<String, String> note = Map.of(TagKeys.DNS_CHANGE, change);
    if (!situation.factsOf(instance).map(facts -> facts.carries(note)).orElse(false)) {
      // Name servers may take longer than this run: the next one is to wait for the same change.
      draft.attempt(
          new TagInstance(slot.index(), note, instance),
          "its record is on its way to name servers");
    }
    Need need = new Need.Announcement(change);
    if (situation.refused(need).isPresent()) {
      return new Progress.Impossible(situation.refused(need).get());
    }
    Boolean everywhere = situation.readings().announced().get(change);
    if (everywhere == null) {
      draft.need(need);
    }
    return Boolean.TRUE.equals(everywhere)
        ? new Progress.Complete()
        : new Progress.Under(Set.of(need), reason);
  }

  /** Corrects the record of a slot, whoever holds it; a right one costs no write. */
  void correct(Slot slot) {
    if (situation.blocking(slot.index()).findAny().isPresent()) {
      return;
    }
    slot.dnsName().ifPresent(name -> correct(slot, name, situation.recordOf(name)));
  }

  private void correct(Slot slot, DnsName name, Optional<AddressRecord> record) {
    String subject = "server " + slot.index();
    OptionalInt server = OptionalInt.of(slot.index());
    String address = slot.networkInterface().privateAddress();
    if (record.map(found -> found.says(address, name.ttl())).orElse(false)) {
      return;
    }
    if (record.isPresent() && !record.get().isOpen()) {
      draft.remark(subject, server, foreign(slot, name, record.get()));
    } else if (situation.refusalOf(subject).isPresent()) {
      draft.remark(subject, server, situation.refusalOf(subject).get());
    } else {
      draft.step(
          new UpsertRecord(slot.index(), name, address, subject),
          record.map(Names::says).orElse("its record is missing"));
    }
  }

  /** What is said of a record that is left as it is. */
  static String foreign(Slot slot, DnsName name, AddressRecord record) {
    if (!record.unreadable().isEmpty()) {
      return "%s in hosted zone %s cannot be read: %s"
          .formatted(name.name(), name.hostedZoneId(), record.unreadable());
    }
    return "%s in hosted zone %s is %s and was not overwritten; remove it, or remove the tags %s and %s from %s"
        .formatted(
            name.name(),
            name.hostedZoneId(),
            record.special(),
            TagKeys.DNS_NAME,
            TagKeys.HOSTED_ZONE,
            slot.networkInterface().id());
  }
}
