package io.servergroup.identity;

import io.servergroup.group.Instance;
import io.servergroup.group.Slot;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A server with what it is made of now. While its instance is replaced there are two of it, one for
 * each instance, of which at most one has the slot.
 *
 * @param index empty for an instance of which nobody can tell which server it is
 * @param autoScalingGroup the group that has, or should have, its instance; empty when a group of
 *     several servers may launch it, or none
 * @param instance empty when there is none
 * @param ec2State what EC2 says of the instance; empty when it does not know it
 * @param slot empty when it has none
 * @param record the A record found under its name; empty when there is none
 * @param recordState how that record compares to what the slot asks for
 * @param inTransition whether the instance is being launched, taken away or set aside right now, so
 *     that something may lack without being wrong
 */
public record ServerIdentity(
    OptionalInt index,
    Optional<String> autoScalingGroup,
    Optional<Instance> instance,
    Optional<InstanceFacts.State> ec2State,
    Optional<Slot> slot,
    Optional<AddressRecord> record,
    RecordState recordState,
    boolean inTransition) {

  /** How a record compares to what the tags of the network interface ask for. */
  public enum RecordState {
    /** No record is asked for. */
    NOT_WANTED,
    RIGHT,
    MISSING,
    /** A simple record with another address or time to live. */
    DIFFERS,
    /** An alias, or a record with a routing policy. */
    SPECIAL
  }
}
