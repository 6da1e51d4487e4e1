package io.servergroup.simulator.aws.lambda;

/**
 * A handler ended in a way that no fault of AWS explains: an {@link Error}, or a call the simulator
 * does not model. It ends the run, since to report it as a function error would hide it.
 */
public final class HandlerDefectException extends RuntimeException {
  HandlerDefectException(String invocation, Throwable cause) {
    super(
        invocation
            + " ended with "
            + cause
            + "; fix the handler, or model in the simulator what it called",
        cause);
  }

  /** True when a throwable, or anything that caused it, must not pass for a function error. */
  static boolean explains(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof Error || t instanceof UnsupportedOperationException) {
        return true;
      }
    }
    return false;
  }
}
