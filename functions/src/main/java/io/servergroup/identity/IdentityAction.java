package io.servergroup.identity;

import io.servergroup.group.DnsName;
import io.servergroup.group.LifecycleHook.Transition;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/** One change to AWS. Performing it twice does what performing it once does. */
public sealed interface IdentityAction {

  /**
   * Whom the action is about: an instance id, or a name such as {@code server 3} where no instance
   * is concerned. Actions about one subject are performed in order, and a failed one holds up those
   * after it.
   */
  String subject();

  /** The server whose slot is concerned; empty for an action about an instance without one. */
  default OptionalInt server() {
    return OptionalInt.empty();
  }

  /** Claims a slot: EC2 lets one of several concurrent attachments succeed. */
  record AttachInterface(int index, String interfaceId, String subject) implements IdentityAction {
    /** The one device index all slots use, so that two interfaces at it exclude each other. */
    public static final int DEVICE_INDEX = 1;

    @Override
    public OptionalInt server() {
      return OptionalInt.of(index);
    }
  }

  /** Keeps an interface from being deleted with the instance it is attached to. */
  record KeepInterface(int index, String interfaceId, String attachmentId, String subject)
      implements IdentityAction {
    @Override
    public OptionalInt server() {
      return OptionalInt.of(index);
    }
  }

  /**
   * Ends one attachment, never by force. An attachment's id is never used again, so a late request
   * cannot take the interface from a later holder.
   */
  record DetachInterface(int index, String interfaceId, String attachmentId, String subject)
      implements IdentityAction {
    @Override
    public OptionalInt server() {
      return OptionalInt.of(index);
    }
  }

  record AttachVolume(int index, String volumeId, String device, String subject)
      implements IdentityAction {
    @Override
    public OptionalInt server() {
      return OptionalInt.of(index);
    }
  }

  /** Detaches a volume from this instance only, never by force. */
  record DetachVolume(int index, String volumeId, String subject) implements IdentityAction {
    @Override
    public OptionalInt server() {
      return OptionalInt.of(index);
    }
  }

  /** Makes the A record point to the slot's private address. */
  record UpsertRecord(int index, DnsName name, String address, String subject)
      implements IdentityAction {
    @Override
    public OptionalInt server() {
      return OptionalInt.of(index);
    }
  }

  record TagInstance(int index, Map<String, String> tags, String subject)
      implements IdentityAction {
    public TagInstance {
      tags = new TreeMap<>(tags);
    }

    @Override
    public OptionalInt server() {
      return OptionalInt.of(index);
    }
  }

  /** Ends a lifecycle action. */
  record Complete(
      String autoScalingGroupName, Transition transition, Verdict verdict, String subject)
      implements IdentityAction {
    /** What becomes of the held instance. */
    public enum Verdict {
      CONTINUE,
      /** Terminates a launching instance; the group launches another. */
      ABANDON
    }
  }

  /** Prolongs a launching instance's lifecycle action by the hook's heartbeat timeout. */
  record Heartbeat(String autoScalingGroupName, String subject) implements IdentityAction {}
}
