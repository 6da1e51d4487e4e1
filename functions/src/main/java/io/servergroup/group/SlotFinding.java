package io.servergroup.group;

import java.util.OptionalInt;

/**
 * Something wrong with what the tags of a server group say.
 *
 * @param resource id or name of the network interface, volume or Auto Scaling group it is about
 * @param index the server concerned; empty when that cannot be told
 * @param blocking whether no instance may take the slot, or come out of the group, until this is
 *     corrected
 * @param kind in which way it is wrong
 * @param message what was found, what would be right and what to do, for an operator
 */
public record SlotFinding(
    String resource, OptionalInt index, boolean blocking, FindingKind kind, String message) {
  /** A wrong value that keeps instances from taking their slot. */
  public static SlotFinding blocking(String resource, OptionalInt index, String message) {
    return new SlotFinding(resource, index, true, FindingKind.DRIFTED, message);
  }

  /** Something absent that keeps instances from taking their slot. */
  public static SlotFinding missing(String resource, OptionalInt index, String message) {
    return new SlotFinding(resource, index, true, FindingKind.MISSING, message);
  }

  /** Something double that keeps instances from taking their slot. */
  public static SlotFinding duplicate(String resource, OptionalInt index, String message) {
    return new SlotFinding(resource, index, true, FindingKind.DUPLICATE, message);
  }

  /** A wrong value that instances can start in spite of. */
  public static SlotFinding minor(String resource, OptionalInt index, String message) {
    return new SlotFinding(resource, index, false, FindingKind.DRIFTED, message);
  }

  @Override
  public String toString() {
    return resource + ": " + message;
  }
}
