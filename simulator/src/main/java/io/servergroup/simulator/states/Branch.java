package io.servergroup.simulator.states;

import io.servergroup.simulator.states.definition.Graph;
import io.servergroup.simulator.states.definition.State;
import io.servergroup.simulator.states.jsonata.Evaluator;

/** One thread of control: it visits the states of a graph one after the other. */
final class Branch {
  /** Whoever waits for a branch. */
  interface Parent {
    void succeeded(Branch branch, Object output);

    void failed(Branch branch, Failure failure);
  }

  /** A transition that was decided but not made. */
  private record Pending(State state, Object input) {}

  private final Execution execution;
  private final Graph graph;
  private final Variables variables;
  private final MapItem item;
  private final Parent parent;
  private long last;
  private Visit visit;
  private Pending pending;
  private Object preparedOf;
  private Object prepared;
  private boolean over;
  private boolean succeeded;

  /**
   * @param item the item of the nearest Map around this branch, or null
   */
  Branch(Execution execution, Graph graph, Variables variables, MapItem item, Parent parent) {
    this.execution = execution;
    this.graph = graph;
    this.variables = variables;
    this.item = item;
    this.parent = parent;
  }

  Execution execution() {
    return execution;
  }

  Variables variables() {
    return variables;
  }

  MapItem item() {
    return item;
  }

  /** Whether it ended or was aborted. */
  boolean over() {
    return over;
  }

  boolean succeeded() {
    return succeeded;
  }

  /** The event that the next one of this branch follows from. */
  long last() {
    return last;
  }

  void follow(long eventId) {
    last = eventId;
  }

  /** A state's input in the evaluator's form; states that pass it on share it. */
  Object prepare(Object input) {
    if (prepared == null || preparedOf != input) {
      preparedOf = input;
      prepared = Evaluator.prepare(input);
    }
    return prepared;
  }

  /** Goes to the first state with the next event of the queue. */
  void start(Object input, long after) {
    last = after;
    go(graph.start(), input);
  }

  /** Leaves a state: for the next one, or for good when there is none. */
  void leave(String next, Object output) {
    visit = null;
    if (next == null) {
      over = true;
      succeeded = true;
      parent.succeeded(this, output);
    } else {
      go(graph.state(next), output);
    }
  }

  void fail(Failure failure) {
    over = true;
    parent.failed(this, failure);
  }

  /** Stops wherever it is; the visit is kept for a redrive. */
  void abort() {
    if (over) {
      return;
    }
    over = true;
    if (visit != null) {
      visit.abort();
    }
  }

  /** Records that the state it stopped in was aborted, where AWS has an event for that. */
  void recordAbortedState() {
    if (visit != null) {
      visit.recordAborted();
    }
  }

  /** Takes up an unsuccessful branch where it stopped. */
  void redrive(long after) {
    over = false;
    last = after;
    if (pending != null) {
      go(pending.state(), pending.input());
    } else if (visit != null) {
      visit.redrive();
    }
  }

  /** Visits a state anew. */
  void go(State state, Object input) {
    pending = new Pending(state, input);
    execution.soon(state.name(), () -> enter(state, input));
  }

  private void enter(State state, Object input) {
    if (over) {
      return;
    }
    pending = null;
    visit = Visit.of(this, state, input);
    visit.enter();
  }
}
