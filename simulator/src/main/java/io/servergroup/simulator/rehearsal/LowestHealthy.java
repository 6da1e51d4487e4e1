package io.servergroup.simulator.rehearsal;

/** The lowest number of healthy servers at any moment since it was made. */
final class LowestHealthy {
  private final Census census;
  private int lowest;

  LowestHealthy(Stage stage) {
    this.census = stage.census();
    this.lowest = census.healthy();
    census.whenLookedAt(server -> lowest = Math.min(lowest, census.healthy()));
  }

  int lowest() {
    return lowest;
  }
}
