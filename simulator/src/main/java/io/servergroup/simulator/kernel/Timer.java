package io.servergroup.simulator.kernel;

/** A scheduled event that can still be called off. */
@FunctionalInterface
public interface Timer {
  /** Calls the event off; does nothing when it already ran or was called off. */
  void cancel();
}
