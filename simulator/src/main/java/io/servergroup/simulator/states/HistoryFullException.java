package io.servergroup.simulator.states;

/** Leaves whatever the execution was doing when its history has no room for another event. */
final class HistoryFullException extends RuntimeException {
  HistoryFullException() {
    super("the history is full", null, false, false);
  }
}
