package io.servergroup.simulator.states.json;

/** A text that should have been JSON is not. */
public final class MalformedJsonException extends RuntimeException {
  MalformedJsonException(String message) {
    super(message);
  }
}
