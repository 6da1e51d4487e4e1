package io.servergroup.simulator.planted;

import java.util.BitSet;
import java.util.Collection;

/**
 * Which patches are in force in a run. All of them are compiled into the same classes, so that the
 * runs of one bug are made by code that the runs of the bugs before it have warmed up.
 */
public final class Switch {
  /** Of the run that a thread works for; the threads of a run are started by those of the run. */
  private static final InheritableThreadLocal<Switch> CURRENT = new InheritableThreadLocal<>();

  private final BitSet on = new BitSet();
  private final BitSet reached = new BitSet();

  /**
   * @param patches the numbers of those in force
   */
  Switch(Collection<Integer> patches) {
    patches.forEach(on::set);
  }

  /** Whether a patch is in force; called by patched code. */
  public static boolean isOn(int patch) {
    Switch current = CURRENT.get();
    current.reached.set(patch);
    return current.on.get(patch);
  }

  /** Runs something with these patches in force. */
  void around(Runnable run) {
    CURRENT.set(this);
    try {
      run.run();
    } finally {
      CURRENT.remove();
    }
  }

  /** The patches at which it made, or would have made, a difference whether they are in force. */
  BitSet reached() {
    return reached;
  }
}
