package io.servergroup.simulator.aws.states;

/** A task asks for something that works on AWS, or may, but is not simulated. */
final class NotSimulatedException extends RuntimeException {
  NotSimulatedException(String reason) {
    super(reason, null, false, false);
  }
}
