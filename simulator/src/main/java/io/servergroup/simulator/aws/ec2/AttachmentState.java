package io.servergroup.simulator.aws.ec2;

import io.servergroup.simulator.aws.world.Stage;
import java.util.EnumSet;
import java.util.Set;

/** The states of the attachment of an interface or a volume; only a volume is ever busy. */
public enum AttachmentState implements Stage<AttachmentState> {
  ATTACHING,
  ATTACHED,
  BUSY,
  DETACHING,
  DETACHED;

  @Override
  public Set<AttachmentState> next() {
    return switch (this) {
      case ATTACHING -> EnumSet.of(ATTACHED, BUSY, DETACHING, DETACHED);
      case ATTACHED -> EnumSet.of(BUSY, DETACHING, DETACHED);
      case BUSY -> EnumSet.of(DETACHING, DETACHED);
      case DETACHING -> EnumSet.of(DETACHED);
      case DETACHED -> EnumSet.noneOf(AttachmentState.class);
    };
  }

  /** The name EC2 gives the state. */
  @Override
  public String toString() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
