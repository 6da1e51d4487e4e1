package io.servergroup.simulator.planted;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Every planted bug makes a hostile run break its rule, and the same runs without a bug break none.
 *
 * <p>Bugs that may take more than {@link #QUICKLY} seeds are left out unless {@code -Dplanted=all}
 * is given: their hunts take minutes.
 */
final class PlantedBugsTest {
  private static final int QUICKLY = 100;

  @Test
  void everyPlantedBugIsCaughtByHostileRunsThatAreGoodWithoutIt() throws InterruptedException {
    boolean all = "all".equals(System.getProperty("planted"));
    PlantedCode code = new PlantedCode(PlantedBugs.all());
    List<PlantedBug> bugs =
        PlantedBugs.all().stream().filter(bug -> all || bug.within() <= QUICKLY).toList();
    Hunts hunts =
        Hunts.prepared(code, bugs.stream().mapToLong(PlantedBug::within).max().orElseThrow());
    assertEquals(List.of(), hunts.bad(), "runs without a bug");
    List<String> missed = new ArrayList<>();
    List<Optional<Hunts.Catch>> catches = hunts.all(bugs);
    for (int i = 0; i < bugs.size(); i++) {
      PlantedBug bug = bugs.get(i);
      catches
          .get(i)
          .ifPresentOrElse(
              caught ->
                  System.out.printf(
                      "planted bug %s: seed %d of %d: %s%n",
                      bug.name(), caught.seed(), bug.within(), caught.violation()),
              () ->
                  missed.add(
                      "%s (%s): no run up to seed %d said \"%s\""
                          .formatted(bug.name(), bug.breaks(), bug.within(), bug.rule())));
    }
    assertEquals(List.of(), missed, "bugs that were not caught");
  }
}
