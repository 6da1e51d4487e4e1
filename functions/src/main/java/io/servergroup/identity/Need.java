package io.servergroup.identity;

import io.servergroup.group.DnsName;

/** Something a decision cannot do without and nobody has read yet, or not lately. */
public sealed interface Need {
  /** The Auto Scaling groups, and whatever was read of their slots, once more. */
  record Groups() implements Need {}

  /** The network interfaces of the slots. */
  record Interfaces() implements Need {}

  /** The volumes of the slots. */
  record Volumes() implements Need {}

  /** Everything that carries the server group's tag, where only a part of it was read. */
  record WholeGroup() implements Need {}

  /** What EC2 says about an instance. */
  record Facts(String instanceId) implements Need {}

  /** The record a hosted zone has under a name. */
  record NameRecord(DnsName name) implements Need {}

  /** Whether all name servers know what a change of records has written. */
  record Announcement(String changeId) implements Need {}

  /** The lifecycle hooks of an Auto Scaling group. */
  record Hooks(String autoScalingGroupName) implements Need {}

  /** How many launches of an Auto Scaling group failed lately. */
  record FailedLaunches(String autoScalingGroupName) implements Need {}

  /** Whether it may become what is waited for; else it is read once, together with what does. */
  default boolean isAwaited() {
    return !(this instanceof NameRecord);
  }

  /** Whether it is about one thing, so that one small request tells, however large the group is. */
  default boolean isSmall() {
    return switch (this) {
      case Facts facts -> true;
      case NameRecord record -> true;
      case Announcement announcement -> true;
      case Groups groups -> false;
      case Interfaces interfaces -> false;
      case Volumes volumes -> false;
      case WholeGroup whole -> false;
      case Hooks hooks -> false;
      case FailedLaunches launches -> false;
    };
  }
}
