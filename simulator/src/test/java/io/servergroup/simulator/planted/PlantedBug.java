package io.servergroup.simulator.planted;

import java.util.List;

/**
 * A bug that hostile runs have to catch.
 *
 * @param breaks what it breaks, in a sentence
 * @param within by which seed, counted from 1, a run has to break a rule because of it
 */
record PlantedBug(String name, String breaks, int within, List<Patch> patches) {
  static PlantedBug of(String name, String breaks, int within, Patch... patches) {
    return new PlantedBug(name, breaks, within, List.of(patches));
  }

  @Override
  public String toString() {
    return name;
  }
}
