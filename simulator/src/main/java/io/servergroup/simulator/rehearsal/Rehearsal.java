package io.servergroup.simulator.rehearsal;

/** Runs one rehearsal. */
public interface Rehearsal {
  /**
   * Builds the cluster, rolls a new launch template version through it, and runs on until nothing
   * is left to happen.
   *
   * @param observer told what happens, as it happens
   */
  RehearsalReport run(RehearsalOptions options, RehearsalObserver observer);
}
