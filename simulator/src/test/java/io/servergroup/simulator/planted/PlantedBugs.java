package io.servergroup.simulator.planted;

import java.util.List;
import java.util.stream.Stream;

/** All bugs that are planted. */
final class PlantedBugs {
  private PlantedBugs() {}

  static List<PlantedBug> all() {
    return Stream.of(
            IdentityBugs.all(),
            RolloutBugs.all(),
            LockBugs.all(),
            FunctionBugs.all(),
            StateMachineBugs.all())
        .flatMap(List::stream)
        .toList();
  }
}
