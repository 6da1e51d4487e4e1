package io.servergroup.simulator.states;

import io.servergroup.simulator.states.definition.State;
import io.servergroup.simulator.states.history.Details;
import io.servergroup.simulator.states.history.EventType;
import io.servergroup.simulator.states.jsonata.QueryFailure;
import java.util.ArrayList;
import java.util.List;

/** A Map whose iterations are part of its own execution. */
final class InlineMapVisit extends MapVisit implements Branch.Parent {
  /** Inline Maps run at most this many iterations at once (developer guide, "Map state modes"). */
  private static final int MOST_AT_ONCE = 40;

  private final List<Branch> iterations = new ArrayList<>();
  private final List<Object> outputs = new ArrayList<>();
  private int running;

  InlineMapVisit(Branch branch, State.MapItems map, Object input) {
    super(branch, map, input);
  }

  @Override
  void run() {
    iterations.clear();
    outputs.clear();
    running = 0;
    long started = branch().last();
    if (items().isEmpty()) {
      complete(outputs, started);
      return;
    }
    int atOnce = Math.min(items().size(), maxConcurrency(MOST_AT_ONCE));
    for (int i = 0; i < atOnce; i++) {
      startNext(started);
    }
  }

  private void startNext(long after) {
    int index = iterations.size();
    MapItem item = MapItem.of(index, items().get(index));
    Branch iteration =
        new Branch(execution(), map().processor(), new Variables(branch().variables()), item, this);
    long started = execution().add(EventType.MAP_ITERATION_STARTED, after, details(index));
    branch().follow(started);
    Object itemInput = selectOrAbort(item);
    iterations.add(iteration);
    outputs.add(null);
    running++;
    iteration.start(itemInput, started);
  }

  private Object selectOrAbort(MapItem item) {
    try {
      return select(item);
    } catch (QueryFailure failure) {
      abortOthers();
      throw failure;
    }
  }

  private Details details(int index) {
    return new Details.MapIteration(state().name(), index);
  }

  // The next iteration follows from the last event within the one before it, the end of the Map
  // from the end of its last iteration (recorded on AWS).
  @Override
  public void succeeded(Branch iteration, Object output) {
    int index = iteration.item().index();
    outputs.set(index, output);
    running--;
    long ended =
        execution().add(EventType.MAP_ITERATION_SUCCEEDED, iteration.last(), details(index));
    if (iterations.size() < items().size()) {
      guarded(() -> startNext(iteration.last()));
    } else if (running == 0) {
      complete(outputs, ended);
    }
  }

  @Override
  public void failed(Branch iteration, Failure failure) {
    iteration.recordAbortedState();
    execution()
        .add(EventType.MAP_ITERATION_FAILED, iteration.last(), details(iteration.item().index()));
    abortOthers();
    branch().follow(iteration.last());
    failed(failure);
  }

  private void abortOthers() {
    for (int i = 0; i < iterations.size(); i++) {
      Branch other = iterations.get(i);
      if (!other.over()) {
        other.abort();
        other.recordAbortedState();
        execution().add(EventType.MAP_ITERATION_ABORTED, other.last(), details(i));
      }
    }
  }

  @Override
  void abort() {
    super.abort();
    iterations.forEach(Branch::abort);
  }

  /** Only what did not succeed runs again (developer guide, "Redriving executions"). */
  @Override
  void redrive() {
    List<Branch> unfinished =
        iterations.stream().filter(iteration -> !iteration.succeeded()).toList();
    if (unfinished.isEmpty()) {
      super.redrive();
      return;
    }
    resetForRedrive();
    running = unfinished.size();
    unfinished.forEach(iteration -> iteration.redrive(branch().last()));
  }
}
