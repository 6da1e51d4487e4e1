package io.servergroup.simulator.rehearsal;

import io.servergroup.simulator.kernel.Simulation;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The invariants that were broken so far, each once with the time it was first seen. */
public final class Violations {
  private final Simulation simulation;
  private final Set<String> known = new LinkedHashSet<>();
  private final Set<String> told = new LinkedHashSet<>();

  public Violations(Simulation simulation) {
    this.simulation = simulation;
  }

  /**
   * Records a broken invariant, unless it is known already.
   *
   * @param what without times, so that one that stays broken is told once
   */
  public void add(String what) {
    if (known.add(what)) {
      simulation.trace().add("violation", "", what);
      told.add(simulation.now() + " " + what);
    }
  }

  public List<String> all() {
    return List.copyOf(told);
  }
}
