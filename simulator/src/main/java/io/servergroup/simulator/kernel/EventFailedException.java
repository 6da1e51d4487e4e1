package io.servergroup.simulator.kernel;

import java.time.Instant;

/**
 * A defect of the simulator or of the code under test: an event threw. Names the event and its
 * virtual time.
 */
public final class EventFailedException extends RuntimeException {
  EventFailedException(String label, Instant time, RuntimeException cause) {
    super("event '" + label + "' at " + time + " failed: " + cause, cause);
  }
}
