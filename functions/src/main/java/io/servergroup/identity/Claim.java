package io.servergroup.identity;

import io.servergroup.group.Slot;
import java.util.OptionalInt;

/** The answer to which slot an instance has or may have. */
sealed interface Claim {
  /** The slot is its own, or free, or its holder may be relieved of it. */
  record Granted(Slot slot) implements Claim {}

  /** Later: every slot it could have is in other hands. */
  record Later(OptionalInt server, boolean shortly, String reason) implements Claim {}

  /** Never, until a person corrects what the reason says. */
  record Refused(OptionalInt server, String reason) implements Claim {}
}
