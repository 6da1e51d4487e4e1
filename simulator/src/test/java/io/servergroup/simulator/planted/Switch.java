package io.servergroup.simulator.planted;

import java.util.BitSet;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * Which patches are in force in a run. All of them are compiled into the same classes, so that the
 * runs of one bug are made by code that the runs of the bugs before it have warmed up.
 */
public final class Switch {
  /** Of the run that a thread works for; the threads of a run are started by those of the run. */
  private static final InheritableThreadLocal<Switch> CURRENT = new InheritableThreadLocal<>();

  private final BitSet on = new BitSet();
  private final Map<String, String> stateMachines;
  private final BitSet reached = new BitSet();

  /**
   * @param patches the numbers of those in force
   * @param stateMachines the definitions of those that are patched, by file
   */
  Switch(Collection<Integer> patches, Map<String, String> stateMachines) {
    patches.forEach(on::set);
    this.stateMachines = stateMachines;
  }

  /** Whether a patch is in force; called by patched code. */
  public static boolean isOn(int patch) {
    Switch current = CURRENT.get();
    current.reached.set(patch);
    return current.on.get(patch);
  }

  /** The definition to be read instead of the project's; empty for that one. */
  static Optional<String> stateMachine(String file) {
    return Optional.ofNullable(CURRENT.get()).map(current -> current.stateMachines.get(file));
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
