package io.servergroup.simulator.states;

import io.servergroup.simulator.kernel.EventQueue;
import io.servergroup.simulator.kernel.RandomStream;
import io.servergroup.simulator.states.definition.DefinitionLoader;
import io.servergroup.simulator.states.definition.Graph;
import io.servergroup.simulator.states.definition.InvalidDefinitionException;
import io.servergroup.simulator.states.definition.StateMachineDefinition;
import io.servergroup.simulator.states.history.HistoryEvent;
import io.servergroup.simulator.states.json.JsonSize;
import io.servergroup.simulator.states.jsonata.Evaluator;
import io.servergroup.simulator.states.task.TaskRunner;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;

/**
 * Standard workflows on virtual time: the operations of the Step Functions API, as far as state
 * machines in JSONata need them. Refused requests throw {@link StatesException} with the API's
 * error code. Belongs to one run and to the thread of its queue.
 */
public final class StepFunctionsEngine {
  private static final int LONGEST_NAME = 80;

  /** Executions can be redriven for 14 days (RedriveExecution API). */
  private static final Duration REDRIVABLE = Duration.ofDays(14);

  /**
   * A closed execution is forgotten after 90 days, and its name is free again.
   *
   * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html">Quotas
   *     of Step Functions</a>
   */
  private static final Duration REMEMBERED = Duration.ofDays(90);

  private final EventQueue queue;
  private final RandomStream random;
  private final EngineSettings settings;
  private final TaskRunner taskRunner;
  private final Evaluator evaluator;
  private final TaskTokens tokens;
  private final Map<String, StateMachine> machines = new LinkedHashMap<>();
  private final Map<String, Execution> executions = new LinkedHashMap<>();
  private final List<BiConsumer<Execution, HistoryEvent>> listeners = new ArrayList<>();

  /**
   * @param random the stream that names, tokens, jitter and expressions draw from
   * @param taskRunner performs what tasks call; {@code states:startExecution} of a machine of this
   *     engine does not reach it
   */
  public StepFunctionsEngine(
      EventQueue queue, RandomStream random, EngineSettings settings, TaskRunner taskRunner) {
    this.queue = queue;
    this.random = random;
    this.settings = settings;
    this.taskRunner = new NestedExecutions(this, taskRunner);
    this.evaluator = new Evaluator(queue, random);
    this.tokens = new TaskTokens(random);
  }

  /** Tells {@code listener} of every later event of every execution, as it is recorded. */
  public void onEvent(BiConsumer<Execution, HistoryEvent> listener) {
    listeners.add(listener);
  }

  /**
   * Creates a state machine.
   *
   * @return its ARN
   * @throws InvalidDefinitionException when the definition is refused, with everything wrong in it
   */
  public String createStateMachine(String name, String roleArn, String definition) {
    return createStateMachine(name, roleArn, DefinitionLoader.load(definition));
  }

  /** Creates a state machine from a definition that was loaded before; returns its ARN. */
  public String createStateMachine(String name, String roleArn, StateMachineDefinition definition) {
    checkName(name);
    StateMachine machine = new StateMachine(settings.machineArn(name), name, roleArn, definition);
    StateMachine existing = machines.putIfAbsent(machine.arn(), machine);
    if (existing != null && !existing.equals(machine)) {
      throw new StatesException(
          "StateMachineAlreadyExists",
          "State Machine Already Exists: '" + machine.arn() + "' with another definition or role");
    }
    return machine.arn();
  }

  /** Gives a machine another definition; executions that run keep theirs. */
  public void updateStateMachine(String arn, StateMachineDefinition definition) {
    StateMachine machine = stateMachine(arn);
    machines.put(arn, new StateMachine(arn, machine.name(), machine.roleArn(), definition));
  }

  public StateMachine stateMachine(String arn) {
    StateMachine machine = machines.get(arn);
    if (machine == null) {
      throw new StatesException(
          "StateMachineDoesNotExist", "State Machine Does Not Exist: '" + arn + "'");
    }
    return machine;
  }

  boolean hasStateMachine(String arn) {
    return machines.containsKey(arn);
  }

  /** All state machines in the order of their creation. */
  public List<StateMachine> stateMachines() {
    return List.copyOf(machines.values());
  }

  /**
   * Starts an execution. With the name and input of one that runs, that one is returned.
   *
   * @param name unique for the machine; null to have one made up
   * @throws StatesException StateMachineDoesNotExist, InvalidName, InvalidExecutionInput, or
   *     ExecutionAlreadyExists when the name belongs to a closed execution or another input
   */
  public Execution startExecution(String machineArn, String name, Object input) {
    StateMachine machine = stateMachine(machineArn);
    String executionName = name == null ? random.uuid() : name;
    checkName(executionName);
    if (JsonSize.exceedsLimit(input)) {
      throw new StatesException(
          "InvalidExecutionInput", "the input is longer than " + JsonSize.LIMIT_BYTES + " bytes");
    }
    String arn = settings.executionArn(machine.name(), executionName);
    Execution existing = executions.get(arn);
    if (existing != null && !isForgotten(existing)) {
      return sameExecution(existing, input);
    }
    Execution execution =
        new Execution(this, machine, machine.definition().graph(), null, arn, executionName, input);
    executions.remove(arn);
    executions.put(arn, execution);
    execution.start();
    return execution;
  }

  private boolean isForgotten(Execution execution) {
    return execution.stopTime() != null && execution.stopTime().plus(REMEMBERED).isBefore(now());
  }

  private static Execution sameExecution(Execution existing, Object input) {
    if (existing.status() == ExecutionStatus.RUNNING && Objects.equals(existing.input(), input)) {
      return existing;
    }
    throw new StatesException(
        "ExecutionAlreadyExists", "Execution Already Exists: '" + existing.arn() + "'");
  }

  /** Aborts an execution and the executions it waits for; does nothing to one that has ended. */
  public void stopExecution(String arn, String error, String cause) {
    execution(arn).stop(error, cause);
  }

  /**
   * Runs an unsuccessful execution on from where it stopped.
   *
   * @throws StatesException ExecutionDoesNotExist, or ExecutionNotRedrivable with the reason
   */
  public void redriveExecution(String arn) {
    Execution execution = execution(arn);
    String reason = whyNotRedrivable(execution);
    if (reason != null) {
      throw new StatesException("ExecutionNotRedrivable", reason);
    }
    execution.redrive();
  }

  /** Why RedriveExecution would refuse an execution, in AWS's words; null when it would not. */
  public String whyNotRedrivable(Execution execution) {
    return switch (execution.status()) {
      case RUNNING, SUCCEEDED -> "Execution is " + execution.status() + " and cannot be redriven";
      case FAILED, TIMED_OUT, ABORTED -> {
        if (execution.history().size() >= History.LIMIT - 1) {
          yield "Execution history event limit exceeded";
        }
        boolean expired = execution.stopTime().plus(REDRIVABLE).isBefore(now());
        yield expired ? "Execution has exceeded the redrivable period" : null;
      }
    };
  }

  /** The execution of that ARN, while it is remembered. */
  public Execution execution(String arn) {
    Execution execution = executions.get(arn);
    if (execution == null || isForgotten(execution)) {
      throw new StatesException("ExecutionDoesNotExist", "Execution Does Not Exist: '" + arn + "'");
    }
    return execution;
  }

  /** The executions of a machine that are remembered, newest first. */
  public List<Execution> executions(String machineArn) {
    List<Execution> found = new ArrayList<>();
    for (Execution execution : executions.values()) {
      if (execution.stateMachine().arn().equals(machineArn) && !isForgotten(execution)) {
        found.add(execution);
      }
    }
    return found.reversed();
  }

  /**
   * Completes the task that waits for a token.
   *
   * @throws StatesException InvalidToken, TaskTimedOut, or InvalidOutput when it is too long
   */
  public void sendTaskSuccess(String token, Object output) {
    TaskVisit.Attempt attempt = tokens.waiting(token);
    if (JsonSize.exceedsLimit(output)) {
      throw new StatesException(
          "InvalidOutput", "the output is longer than " + JsonSize.LIMIT_BYTES + " bytes");
    }
    attempt.succeeded(output);
  }

  /**
   * Fails the task that waits for a token.
   *
   * @throws StatesException InvalidToken or TaskTimedOut
   */
  public void sendTaskFailure(String token, String error, String cause) {
    tokens.waiting(token).failed(error, cause);
  }

  /**
   * Reports that the task that waits for a token is alive.
   *
   * @throws StatesException InvalidToken or TaskTimedOut
   */
  public void sendTaskHeartbeat(String token) {
    tokens.waiting(token).beat();
  }

  private static void checkName(String name) {
    boolean odd =
        name.chars().anyMatch(c -> c <= ' ' || "<>{}[]?*\"#%\\^|~`$&,;:/".indexOf(c) >= 0);
    if (name.isEmpty() || name.length() > LONGEST_NAME || odd) {
      throw new StatesException(
          "InvalidName",
          "Invalid Name: '%s'; a name has 1 to %d characters and neither white space nor brackets"
                  .formatted(name, LONGEST_NAME)
              + " nor any of ?*\"#%\\^|~`$&,;:/");
    }
  }

  void tell(Execution execution, HistoryEvent event) {
    for (BiConsumer<Execution, HistoryEvent> listener : listeners) {
      listener.accept(execution, event);
    }
  }

  Execution newMapChild(StateMachine machine, Graph graph, MapItem item, Object input) {
    String name = random.uuid();
    String arn = settings.executionArn(machine.name(), name);
    return new Execution(this, machine, graph, item, arn, name, input);
  }

  String newMapRunArn(StateMachine machine, String label) {
    return settings.mapRunArn(machine.name(), label, random.uuid());
  }

  EventQueue queue() {
    return queue;
  }

  Instant now() {
    return queue.now();
  }

  RandomStream random() {
    return random;
  }

  Evaluator evaluator() {
    return evaluator;
  }

  TaskRunner taskRunner() {
    return taskRunner;
  }

  TaskTokens tokens() {
    return tokens;
  }

  String region() {
    return settings.region();
  }
}
