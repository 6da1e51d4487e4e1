package io.servergroup.simulator.states;

import io.servergroup.simulator.states.definition.State;
import io.servergroup.simulator.states.history.Details;
import io.servergroup.simulator.states.history.EventType;
import io.servergroup.simulator.states.json.JsonSize;
import io.servergroup.simulator.states.jsonata.Bindings;
import io.servergroup.simulator.states.jsonata.Evaluator;
import io.servergroup.simulator.states.jsonata.QueryFailure;
import io.servergroup.simulator.states.jsonata.Template;
import java.time.Instant;
import java.util.Map;

/** One visit to a state, from entering it to leaving it. */
abstract class Visit implements Bindings {
  private final Branch branch;
  private final State state;
  private final Object input;
  private final StateEvents events;
  private final StatesVariable statesVariable;
  private Instant enteredTime;
  private long enteredId;
  private long followed;

  Visit(Branch branch, State state, Object input) {
    this.branch = branch;
    this.state = state;
    this.input = input;
    this.events = StateEvents.of(state);
    this.statesVariable = new StatesVariable(this, input);
  }

  static Visit of(Branch branch, State state, Object input) {
    return switch (state) {
      case State.Pass pass -> new PlainVisit(branch, pass, input);
      case State.Succeed succeed -> new PlainVisit(branch, succeed, input);
      case State.Choice choice -> new ChoiceVisit(branch, choice, input);
      case State.Fail fail -> new FailVisit(branch, fail, input);
      case State.Wait wait -> new WaitVisit(branch, wait, input);
      case State.Task task -> new TaskVisit(branch, task, input);
      case State.Parallel parallel -> new ParallelVisit(branch, parallel, input);
      case State.MapItems map when map.distributed() -> new DistributedMapVisit(branch, map, input);
      case State.MapItems map -> new InlineMapVisit(branch, map, input);
    };
  }

  /** Does what the state is for; a failing expression is dealt with by the caller. */
  abstract void begin();

  /** Stops waiting for whatever the state waits for. */
  void abort() {}

  /** Takes the state up again after its execution ended without success. */
  void redrive() {
    branch.go(state, input);
  }

  final void enter() {
    followed = branch.last();
    enteredTime = execution().now();
    enteredId = add(events.entered(), new Details.StateEntered(state.name(), input));
    execution().countTransition();
    guarded(this::begin);
  }

  final Branch branch() {
    return branch;
  }

  final Execution execution() {
    return branch.execution();
  }

  final State state() {
    return state;
  }

  final Object input() {
    return input;
  }

  final StateEvents events() {
    return events;
  }

  final Instant enteredTime() {
    return enteredTime;
  }

  final StatesVariable statesVariable() {
    return statesVariable;
  }

  /** How often the state was retried so far. */
  int retryCount() {
    return 0;
  }

  /** The token of the attempt that is under way, or null. */
  String taskToken() {
    return null;
  }

  /** Records an event that follows from the branch's last one and becomes its last. */
  final long add(EventType type, Details details) {
    long id = execution().add(type, branch.last(), details);
    branch.follow(id);
    return id;
  }

  final void recordAborted() {
    if (events.aborted() != null) {
      execution().add(events.aborted(), branch.last(), new Details.None());
    }
  }

  @Override
  public final Object lookup(String name) {
    return name.equals("states") ? statesVariable.value() : branch.variables().lookup(name);
  }

  final Object evaluate(Template template) {
    return evaluator().evaluate(template, this);
  }

  final Evaluator evaluator() {
    return execution().evaluator();
  }

  /** Runs a part of the visit; an expression that fails in it fails the state. */
  final void guarded(Runnable part) {
    try {
      part.run();
    } catch (QueryFailure failure) {
      evaluationFailed(failure);
    }
  }

  private void evaluationFailed(QueryFailure failure) {
    String cause = errorWhileExecuting(failure.getMessage());
    long id =
        execution()
            .add(
                EventType.EVALUATION_FAILED,
                beforeEvaluation(),
                new Details.EvaluationFailed(
                    Failure.QUERY_EVALUATION_ERROR, cause, failure.field(), state.name()));
    branch.follow(id);
    failed(Failure.of(Failure.QUERY_EVALUATION_ERROR, cause));
  }

  // What is evaluated on entering belongs to the same step as the entering itself, so its failure
  // follows from the event before that; a Wait evaluates in a step of its own (recorded on AWS).
  private long beforeEvaluation() {
    boolean entering = branch.last() == enteredId && !(state instanceof State.Wait);
    return entering ? followed : branch.last();
  }

  /** The sentence AWS puts in front of what went wrong in a state. */
  final String errorWhileExecuting(String what) {
    return "An error occurred while executing the state '%s' (entered at the event id #%d). %s"
        .formatted(state.name(), enteredId, what);
  }

  /** The state failed; here that fails the branch. */
  void failed(Failure failure) {
    branch.fail(failure);
  }

  /** Leaves the state as its own fields say. */
  final void exit(Object defaultOutput) {
    State.Common common = state.common();
    exit(common.output(), common.assign(), defaultOutput, common.next());
  }

  /**
   * Leaves the state.
   *
   * @throws QueryFailure when an expression fails; nothing was recorded then
   */
  final void exit(Template output, Template assign, Object defaultOutput, String next) {
    Object result = output == null ? defaultOutput : evaluate(output);
    Map<String, Object> assigned = assigned(assign);
    if (result != input && JsonSize.exceedsLimit(result)) {
      failed(dataLimitExceeded(state.name()));
      return;
    }
    add(events.exited(), new Details.StateExited(state.name(), result, assigned));
    branch.variables().assign(assigned);
    branch.leave(next, result);
  }

  static Failure dataLimitExceeded(String what) {
    return Failure.of(
        Failure.DATA_LIMIT_EXCEEDED,
        "The state/task '%s' returned a result with a size exceeding the maximum number of bytes"
                .formatted(what)
            + " service limit.");
  }

  @SuppressWarnings("unchecked") // the loader accepts only objects as Assign
  private Map<String, Object> assigned(Template assign) {
    return assign == null ? Map.of() : (Map<String, Object>) evaluate(assign);
  }
}
