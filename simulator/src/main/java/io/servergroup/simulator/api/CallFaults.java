package io.servergroup.simulator.api;

/**
 * Decides what goes wrong with each call; asked exactly once per call, in the order of the calls.
 */
@FunctionalInterface
public interface CallFaults {
  /** Everything works. */
  CallFaults NONE = call -> new CallFault.None();

  CallFault next(ApiCall call);

  /**
   * Whether {@link CallFault.Stale} is possible. Earlier answers are only remembered then, which
   * costs more than most calls do.
   */
  default boolean mayBeStale() {
    return true;
  }
}
