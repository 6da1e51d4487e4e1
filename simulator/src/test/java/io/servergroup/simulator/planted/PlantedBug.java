package io.servergroup.simulator.planted;

import java.util.List;

/**
 * A bug that hostile runs have to catch.
 *
 * @param breaks what it breaks, in a sentence
 * @param rule what is said of a run that breaks a rule because of it, or a part of that
 * @param within by which seed, counted from 1, a run has to break that rule
 */
record PlantedBug(String name, String breaks, String rule, int within, List<Patch> patches) {
  static PlantedBug of(String name, String breaks, String rule, int within, Patch... patches) {
    return new PlantedBug(name, breaks, rule, within, List.of(patches));
  }

  @Override
  public String toString() {
    return name;
  }
}
