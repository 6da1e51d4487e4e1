package io.servergroup.stack;

import io.servergroup.identity.AddressRecord;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What becomes of the record of a name that its server gives up. */
public sealed interface RecordDecision {
  /**
   * It is the server's own, as it was written on a launch.
   *
   * @param ttl as it is; Route 53 deletes only what is named exactly
   */
  record Remove(Duration ttl) implements RecordDecision {}

  /** There is none. */
  record Absent() implements RecordDecision {}

  /**
   * It is somebody else's, or may be.
   *
   * @param reason what it is, and what a person can do
   */
  record LeaveAlone(String reason) implements RecordDecision {}

  /**
   * Decides from what the zone has under the name as A records.
   *
   * @param found empty when it has none
   */
  static RecordDecision of(RecordClaim claim, Optional<AddressRecord> found) {
    if (found.isEmpty()) {
      return new Absent();
    }
    AddressRecord record = found.get();
    if (!record.isOpen()) {
      return leave(claim, record.special() + record.unreadable());
    }
    return record.addresses().equals(List.of(claim.address()))
        ? new Remove(record.ttl())
        : leave(claim, "says " + String.join(", ", record.addresses()));
  }

  private static LeaveAlone leave(RecordClaim claim, String what) {
    return new LeaveAlone(
        "%s in hosted zone %s %s; the server's own record would say %s alone: it was left as it is; remove it if nobody needs it"
            .formatted(
                claim.name(),
                claim.hostedZoneId(),
                what.startsWith("says ") ? what : "is " + what,
                claim.address()));
  }
}
