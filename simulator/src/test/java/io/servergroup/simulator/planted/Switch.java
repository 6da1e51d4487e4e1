package io.servergroup.simulator.planted;

import java.util.BitSet;
import java.util.Collection;

/**
 * Which patches are in force. All of them are compiled into the same classes, so that the runs of
 * one bug are made by code that the runs of the bugs before it have warmed up.
 */
public final class Switch {
  private static volatile BitSet on = new BitSet();

  private Switch() {}

  /** Whether a patch is in force; called by patched code. */
  public static boolean isOn(int patch) {
    return on.get(patch);
  }

  /** From now on these patches are in force, and no others. */
  static void turnOn(Collection<Integer> patches) {
    BitSet next = new BitSet();
    patches.forEach(next::set);
    on = next;
  }
}
