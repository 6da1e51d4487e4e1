package io.servergroup.simulator.states;

import io.servergroup.simulator.kernel.RandomStream;
import io.servergroup.simulator.kernel.Timer;
import io.servergroup.simulator.states.definition.Graph;
import io.servergroup.simulator.states.definition.State;
import io.servergroup.simulator.states.history.Details;
import io.servergroup.simulator.states.history.EventType;
import io.servergroup.simulator.states.history.HistoryEvent;
import io.servergroup.simulator.states.jsonata.Evaluator;
import io.servergroup.simulator.states.task.TaskRunner;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** One execution: what DescribeExecution and GetExecutionHistory tell, and the state it is in. */
public final class Execution {
  /**
   * An execution that nothing else ends times out after a year.
   *
   * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html">Quotas
   *     of Step Functions</a>
   */
  private static final Duration LONGEST = Duration.ofDays(365);

  private final StepFunctionsEngine engine;
  private final StateMachine machine;
  private final String arn;
  private final String name;
  private final Object input;
  private final Instant startTime;
  private final Branch root;
  private ExecutionContext context;
  private final History history = new History();
  private final List<Consumer<Execution>> endListeners = new ArrayList<>();
  private ExecutionStatus status = ExecutionStatus.RUNNING;
  private Object output;
  private String error;
  private String cause;
  private Instant stopTime;
  private Timer timeout = () -> {};
  private int runs = 1;
  private long transitions;

  Execution(
      StepFunctionsEngine engine,
      StateMachine machine,
      Graph graph,
      MapItem item,
      String arn,
      String name,
      Object input) {
    this.engine = engine;
    this.machine = machine;
    this.arn = arn;
    this.name = name;
    this.input = input;
    this.startTime = engine.now();
    this.context = ExecutionContext.of(this, null);
    this.root = new Branch(this, graph, new Variables(null), item, new Root());
  }

  public String arn() {
    return arn;
  }

  public String name() {
    return name;
  }

  /** The machine as it was when this execution started. */
  public StateMachine stateMachine() {
    return machine;
  }

  public ExecutionStatus status() {
    return status;
  }

  public Object input() {
    return input;
  }

  /** Null until the execution succeeded, and when its output is null. */
  public Object output() {
    return output;
  }

  /** Why it failed, was stopped or timed out; may be null even then. */
  public String error() {
    return error;
  }

  /** More about {@link #error()}; may be null. */
  public String cause() {
    return cause;
  }

  public Instant startTime() {
    return startTime;
  }

  /** Null while it runs. */
  public Instant stopTime() {
    return stopTime;
  }

  /** The events so far, oldest first; a live view. */
  public List<HistoryEvent> history() {
    return history.events();
  }

  /** State transitions to pay for: every state entered and every retry. */
  public long transitions() {
    return transitions;
  }

  public int redriveCount() {
    return runs - 1;
  }

  /** Tells {@code listener} whenever the execution ends; after a redrive it may end again. */
  public void onEnd(Consumer<Execution> listener) {
    endListeners.add(listener);
  }

  void start() {
    add(EventType.EXECUTION_STARTED, 0, new Details.ExecutionStarted(input, machine.roleArn()));
    startTimeout();
    root.start(input, 0);
  }

  private void startTimeout() {
    if (root.item() == null) {
      Integer seconds = machine.definition().timeoutSeconds();
      Duration limit = seconds == null ? LONGEST : Duration.ofSeconds(seconds);
      timeout =
          at(
              now().plus(limit.compareTo(LONGEST) < 0 ? limit : LONGEST),
              "timeout of " + name,
              this::timedOut);
    }
  }

  private void timedOut() {
    long last = root.last();
    root.abort();
    end(ExecutionStatus.TIMED_OUT, null, Failure.TIMEOUT, null);
    conclude(EventType.EXECUTION_TIMED_OUT, last, new Details.None());
  }

  /** Aborts the execution and what it waits for; does nothing when it has ended. */
  void stop(String stopError, String stopCause) {
    if (status != ExecutionStatus.RUNNING) {
      return;
    }
    root.abort();
    end(ExecutionStatus.ABORTED, null, stopError, stopCause);
    conclude(EventType.EXECUTION_ABORTED, 0, new Details.ExecutionEnded(stopError, stopCause));
  }

  void redrive() {
    runs++;
    transitions++; // a redrive is paid for as a transition (developer guide)
    context = ExecutionContext.of(this, now());
    status = ExecutionStatus.RUNNING;
    stopTime = null;
    error = null;
    cause = null;
    step(
        () -> {
          long redriven =
              add(
                  EventType.EXECUTION_REDRIVEN,
                  history.size(),
                  new Details.ExecutionRedriven(redriveCount()));
          startTimeout();
          root.redrive(redriven);
        });
  }

  private void historyFull() {
    long last = history.size();
    root.abort();
    String message =
        "The execution reached the maximum number of history events (" + History.LIMIT + ").";
    end(ExecutionStatus.FAILED, null, Failure.RUNTIME, message);
    conclude(
        EventType.EXECUTION_FAILED, last, new Details.ExecutionEnded(Failure.RUNTIME, message));
  }

  private void end(ExecutionStatus ending, Object result, String endError, String endCause) {
    status = ending;
    output = result;
    error = endError;
    cause = endCause;
    stopTime = now();
    timeout.cancel();
  }

  private void conclude(EventType type, long previous, Details details) {
    engine.tell(this, history.add(previous, now(), type, details));
    List.copyOf(endListeners).forEach(listener -> listener.accept(this));
  }

  // Everything below is for the branches and visits of this execution.

  /**
   * Runs a part of the execution, unless it has ended; ends it when its history fills up. Whatever
   * reaches the execution from outside comes through here.
   */
  void step(Runnable part) {
    if (status != ExecutionStatus.RUNNING) {
      return;
    }
    try {
      part.run();
    } catch (HistoryFullException e) {
      if (status == ExecutionStatus.RUNNING) {
        historyFull();
      }
    }
  }

  /**
   * Records an event.
   *
   * @throws HistoryFullException when there is no room, or the execution has just ended
   */
  long add(EventType type, long previous, Details details) {
    if (status != ExecutionStatus.RUNNING) {
      throw new HistoryFullException();
    }
    HistoryEvent event = history.add(previous, now(), type, details);
    engine.tell(this, event);
    return event.id();
  }

  void countTransition() {
    transitions++;
  }

  Instant now() {
    return engine.now();
  }

  void soon(String label, Runnable part) {
    at(now(), label, part);
  }

  /** Schedules a part of this run of the execution; a redrive is another run. */
  Timer at(Instant time, String label, Runnable part) {
    int run = runs;
    return engine
        .queue()
        .at(
            time,
            label,
            () -> {
              if (run == runs) {
                step(part);
              }
            });
  }

  Evaluator evaluator() {
    return engine.evaluator();
  }

  RandomStream random() {
    return engine.random();
  }

  TaskRunner taskRunner() {
    return engine.taskRunner();
  }

  String region() {
    return engine.region();
  }

  String newTaskToken() {
    return engine.tokens().create();
  }

  void waitForToken(String token, TaskVisit.Attempt attempt) {
    engine.tokens().open(token, attempt);
  }

  void forgetToken(String token) {
    engine.tokens().close(token);
  }

  String newMapRunArn(State.MapItems map) {
    return engine.newMapRunArn(machine, map.label() == null ? map.name() : map.label());
  }

  /** An execution for one item of a distributed Map; it starts when told. */
  Execution newChild(Graph graph, MapItem item, Object itemInput) {
    return engine.newMapChild(machine, graph, item, itemInput);
  }

  ExecutionContext context() {
    return context;
  }

  /** Ends the execution when its outermost branch ends. */
  private final class Root implements Branch.Parent {
    @Override
    public void succeeded(Branch branch, Object result) {
      end(ExecutionStatus.SUCCEEDED, result, null, null);
      conclude(
          EventType.EXECUTION_SUCCEEDED, branch.last(), new Details.ExecutionSucceeded(result));
    }

    @Override
    public void failed(Branch branch, Failure failure) {
      end(ExecutionStatus.FAILED, null, failure.error(), failure.cause());
      conclude(
          EventType.EXECUTION_FAILED,
          branch.last(),
          new Details.ExecutionEnded(failure.error(), failure.cause()));
    }
  }
}
