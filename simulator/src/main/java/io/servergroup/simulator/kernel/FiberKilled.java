package io.servergroup.simulator.kernel;

/**
 * Ends a killed {@link Fiber} wherever it stands. An {@link Error}, so that code which catches
 * exceptions does not survive its own death.
 */
public final class FiberKilled extends Error {
  FiberKilled(String fiber) {
    super(fiber + " was killed", null, false, false);
  }
}
