package io.servergroup.simulator.states;

import io.servergroup.simulator.states.definition.Graph;
import io.servergroup.simulator.states.definition.State;
import io.servergroup.simulator.states.history.Details;
import io.servergroup.simulator.states.history.EventType;
import java.util.ArrayList;
import java.util.List;

/** A Parallel state. */
final class ParallelVisit extends RetryingVisit implements Branch.Parent {
  private final State.Parallel parallel;
  private final List<Branch> branches = new ArrayList<>();
  private final List<Object> outputs = new ArrayList<>();
  private int running;

  ParallelVisit(Branch branch, State.Parallel parallel, Object input) {
    super(branch, parallel, parallel.errorRules(), input);
    this.parallel = parallel;
  }

  @Override
  void attempt() {
    branches.clear();
    outputs.clear();
    Object arguments = parallel.arguments() == null ? input() : evaluate(parallel.arguments());
    long started = add(EventType.PARALLEL_STATE_STARTED, new Details.None());
    for (Graph graph : parallel.branches()) {
      branches.add(
          new Branch(
              execution(), graph, new Variables(branch().variables()), branch().item(), this));
      outputs.add(null);
    }
    running = branches.size();
    branches.forEach(branch -> branch.start(arguments, started));
  }

  @Override
  public void succeeded(Branch child, Object output) {
    outputs.set(branches.indexOf(child), output);
    running--;
    if (running == 0) {
      complete(child.last());
    }
  }

  // The exit does not follow from ParallelStateSucceeded but from what that one follows from, as
  // recorded for Map.
  private void complete(long last) {
    branch().follow(last);
    execution().add(EventType.PARALLEL_STATE_SUCCEEDED, last, new Details.None());
    List<Object> result = new ArrayList<>(outputs);
    statesVariable().result(result);
    guarded(() -> exit(result));
  }

  @Override
  public void failed(Branch child, Failure failure) {
    child.recordAbortedState();
    for (Branch sibling : branches) {
      if (sibling != child && !sibling.over()) {
        sibling.abort();
        sibling.recordAbortedState();
      }
    }
    branch().follow(child.last());
    failed(failure);
  }

  @Override
  void recordGivingUp() {
    add(EventType.PARALLEL_STATE_FAILED, new Details.None());
  }

  @Override
  void abort() {
    super.abort();
    branches.forEach(Branch::abort);
  }

  /** Only what did not succeed runs again (developer guide, "Redriving executions"). */
  @Override
  void redrive() {
    List<Branch> unfinished = branches.stream().filter(branch -> !branch.succeeded()).toList();
    if (unfinished.isEmpty()) {
      super.redrive();
      return;
    }
    resetForRedrive();
    running = unfinished.size();
    unfinished.forEach(branch -> branch.redrive(branch().last()));
  }
}
