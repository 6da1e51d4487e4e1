package io.servergroup.simulator.states;

import io.servergroup.simulator.states.definition.State;
import io.servergroup.simulator.states.history.EventType;

/**
 * The events of a kind of state.
 *
 * @param exited null for a Fail state, which is never left
 * @param aborted null for states that take no time
 */
record StateEvents(EventType entered, EventType exited, EventType aborted) {
  static StateEvents of(State state) {
    return switch (state) {
      case State.Pass ignored ->
          new StateEvents(EventType.PASS_STATE_ENTERED, EventType.PASS_STATE_EXITED, null);
      case State.Succeed ignored ->
          new StateEvents(EventType.SUCCEED_STATE_ENTERED, EventType.SUCCEED_STATE_EXITED, null);
      case State.Choice ignored ->
          new StateEvents(EventType.CHOICE_STATE_ENTERED, EventType.CHOICE_STATE_EXITED, null);
      case State.Fail ignored -> new StateEvents(EventType.FAIL_STATE_ENTERED, null, null);
      case State.Wait ignored ->
          new StateEvents(
              EventType.WAIT_STATE_ENTERED,
              EventType.WAIT_STATE_EXITED,
              EventType.WAIT_STATE_ABORTED);
      case State.Task ignored ->
          new StateEvents(
              EventType.TASK_STATE_ENTERED,
              EventType.TASK_STATE_EXITED,
              EventType.TASK_STATE_ABORTED);
      case State.Parallel ignored ->
          new StateEvents(
              EventType.PARALLEL_STATE_ENTERED,
              EventType.PARALLEL_STATE_EXITED,
              EventType.PARALLEL_STATE_ABORTED);
      case State.MapItems ignored ->
          new StateEvents(
              EventType.MAP_STATE_ENTERED, EventType.MAP_STATE_EXITED, EventType.MAP_STATE_ABORTED);
    };
  }
}
