package io.servergroup.simulator.states;

import io.servergroup.simulator.states.definition.State;
import io.servergroup.simulator.states.history.Details;
import io.servergroup.simulator.states.history.EventType;
import java.util.ArrayList;
import java.util.List;

/** A Map that runs every item as an execution of its own, with its own history. */
final class DistributedMapVisit extends MapVisit {
  /** A Map Run has at most this many child executions at once (Step Functions quotas). */
  private static final int MOST_AT_ONCE = 10_000;

  private final List<Execution> children = new ArrayList<>();
  private final List<Object> outputs = new ArrayList<>();
  private int running;
  private int failures;
  private long runStarted;
  private boolean stopping;

  DistributedMapVisit(Branch branch, State.MapItems map, Object input) {
    super(branch, map, input);
  }

  @Override
  void run() {
    children.clear();
    outputs.clear();
    running = 0;
    failures = 0;
    stopping = false;
    runStarted =
        add(EventType.MAP_RUN_STARTED, new Details.MapRunStarted(execution().newMapRunArn(map())));
    int atOnce = Math.min(items().size(), maxConcurrency(MOST_AT_ONCE));
    if (atOnce == 0) {
      runSucceeded();
    }
    for (int i = 0; i < atOnce; i++) {
      startNext();
    }
  }

  private void startNext() {
    int index = children.size();
    MapItem item = MapItem.of(index, items().get(index));
    Execution child = execution().newChild(map().processor(), item, select(item));
    children.add(child);
    outputs.add(null);
    running++;
    child.onEnd(ended -> execution().step(() -> guarded(() -> childEnded(ended, index))));
    child.start();
  }

  private void childEnded(Execution child, int index) {
    if (stopping) {
      return;
    }
    running--;
    if (child.status() == ExecutionStatus.SUCCEEDED) {
      outputs.set(index, child.output());
    } else {
      failures++;
    }
    if (exceedsTolerance(failures)) {
      runFailed();
    } else if (children.size() < items().size()) {
      startNext();
    } else if (running == 0) {
      runSucceeded();
    }
  }

  private void runSucceeded() {
    long succeeded = execution().add(EventType.MAP_RUN_SUCCEEDED, runStarted, new Details.None());
    List<Object> successes = new ArrayList<>();
    for (int i = 0; i < children.size(); i++) {
      if (children.get(i).status() == ExecutionStatus.SUCCEEDED) {
        successes.add(outputs.get(i));
      }
    }
    complete(successes, succeeded);
  }

  private void runFailed() {
    abort();
    String cause = "The specified tolerated failure threshold was exceeded";
    branch().follow(runStarted);
    add(
        EventType.MAP_RUN_FAILED,
        new Details.MapRunFailed(Failure.EXCEEDED_TOLERATED_FAILURES, cause));
    failed(Failure.of(Failure.EXCEEDED_TOLERATED_FAILURES, cause));
  }

  @Override
  void abort() {
    super.abort();
    stopping = true;
    children.forEach(child -> child.stop(null, null));
  }
}
