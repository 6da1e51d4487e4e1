package io.servergroup.simulator.rehearsal;

import io.servergroup.group.HookNames;
import io.servergroup.lambda.DecisionLog;
import io.servergroup.lambda.Measurements;
import io.servergroup.lambda.Settings;
import io.servergroup.lambda.Wiring;
import io.servergroup.simulator.aws.events.EventTarget;
import io.servergroup.simulator.aws.events.Schedule;
import io.servergroup.simulator.aws.lambda.FunctionDefinition;
import io.servergroup.simulator.aws.sns.Topic;
import io.servergroup.simulator.aws.sqs.Queue;
import io.servergroup.simulator.kernel.Fiber;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Deploys the control plane to simulated AWS: functions, rules, schedule, lock table, state
 * machines.
 */
public final class ControlPlane {
  public static final String LOCK_TABLE = "ServerGroupLocks";
  static final String DEAD_LETTERS = "ServerGroupDeadLetters";
  static final String PROGRESS = "ServerGroupProgress";
  static final String EVENT_BUS = "default";
  public static final String ROLLING_DEPLOY = "rolling-deploy";
  public static final String REPLACE_BATCH = "replace-batch";
  public static final String DEPLOY_STACK = "deploy-stack";
  public static final String LAUNCH_HOOK = "server-group-launch";
  static final String TERMINATE_HOOK = "server-group-terminate";

  private static final String SCHEDULE = "reconcile";
  private static final Duration RECONCILE_RATE = Duration.ofMinutes(5);

  private static final String LIFECYCLE_ACTIONS =
      """
      {"source": ["aws.autoscaling"],
       "detail-type": ["EC2 Instance-launch Lifecycle Action", "EC2 Instance-terminate Lifecycle Action"],
       "detail": {"LifecycleHookName": ["%s", "%s"]}}
      """
          .formatted(LAUNCH_HOOK, TERMINATE_HOOK);

  private final SimulatedAws aws;
  private final String serverGroup;
  private final Map<String, String> substitutions = new LinkedHashMap<>();
  private final List<BiConsumer<String, Map<String, ?>>> decisionListeners = new ArrayList<>();
  private final List<Consumer<Measurements>> metricListeners = new ArrayList<>();
  private final FunctionPauses pauses;
  private final Queue deadLetters;
  private final Topic progressTopic;
  private final Schedule schedule;
  private final String rollingDeployArn;
  private final String deployStackArn;

  /**
   * @param serverGroup its Auto Scaling groups have names that begin with this and a hyphen
   */
  ControlPlane(SimulatedAws aws, String serverGroup) {
    this.aws = aws;
    this.pauses = new FunctionPauses(aws::changes);
    this.serverGroup = serverGroup;
    aws.tables().create(LOCK_TABLE, "ServerGroupName");
    this.deadLetters = aws.queues().create(DEAD_LETTERS);
    this.progressTopic = aws.topics().create(PROGRESS);
    Wiring wiring =
        new Wiring(
            aws,
            aws.simulation().queue(),
            pauses,
            settings(deadLetters, progressTopic.arn()),
            decisionLog(),
            measurements -> metricListeners.forEach(l -> l.accept(measurements)));
    for (DeployedFunction function : DeployedFunction.all()) {
      String arn =
          aws.lambda()
              .register(
                  FunctionDefinition.of(
                          function.name(),
                          () -> function.handler().apply(wiring),
                          function.timeout())
                      .withOnFailure(deadLetters));
      substitutions.put(function.name() + "FunctionArn", arn);
    }
    EventTarget reconcile = EventTarget.function(aws.lambda(), DeployedFunction.RECONCILE);
    aws.events().addRule("lifecycle-actions", LIFECYCLE_ACTIONS, reconcile);
    aws.events().addRule("results", resultsOf(serverGroup), reconcile);
    this.schedule = aws.events().addSchedule(SCHEDULE, RECONCILE_RATE, reconcile);
    substitutions.put("ReplaceBatchStateMachineArn", deploy(REPLACE_BATCH));
    this.rollingDeployArn = deploy(ROLLING_DEPLOY);
    aws.events()
        .addRule(
            "rollout-ended",
            endedOf(rollingDeployArn),
            EventTarget.function(aws.lambda(), DeployedFunction.ROLLOUT_ENDED));
    substitutions.put("RollingDeployStateMachineArn", rollingDeployArn);
    this.deployStackArn = deploy(DEPLOY_STACK);
    aws.events()
        .addRule(
            "stack-not-answered",
            endedOf(deployStackArn),
            EventTarget.function(aws.lambda(), DeployedFunction.ANSWER_STACK));
  }

  private static Settings settings(Queue deadLetters, String progressTopic) {
    Settings usual = new Settings(LOCK_TABLE);
    return new Settings(
        LOCK_TABLE,
        usual.serverGroup(),
        new HookNames(LAUNCH_HOOK, TERMINATE_HOOK),
        usual.identityPolicy(),
        Optional.of(deadLetters.url()),
        RECONCILE_RATE,
        Optional.of(progressTopic),
        Optional.of(EVENT_BUS),
        Optional.of(stateMachineArn(DEPLOY_STACK)),
        Optional.of(stateMachineArn(ROLLING_DEPLOY)));
  }

  /** Known before the state machine is there, whose definition names the functions. */
  private static String stateMachineArn(String name) {
    return "arn:aws:states:%s:%s:stateMachine:%s"
        .formatted(SimulatedAws.REGION, SimulatedAws.ACCOUNT, name);
  }

  /** Executions that may have ended without giving back their lock, or without an answer. */
  private static String endedOf(String stateMachineArn) {
    return """
        {"source": ["aws.states"],
         "detail-type": ["Step Functions Execution Status Change"],
         "detail": {"stateMachineArn": ["%s"], "status": ["ABORTED", "FAILED", "TIMED_OUT"]}}
        """
        .formatted(stateMachineArn);
  }

  private static String resultsOf(String serverGroup) {
    return """
        {"source": ["aws.autoscaling"],
         "detail-type": ["EC2 Instance Terminate Successful", "EC2 Instance Terminate Unsuccessful"],
         "detail": {"AutoScalingGroupName": [{"prefix": "%s-"}]}}
        """
        .formatted(serverGroup);
  }

  /** The ARN of the state machine that rolls. */
  public String rollingDeployArn() {
    return rollingDeployArn;
  }

  /** The ARN of the state machine that works for stacks. */
  String deployStackArn() {
    return deployStackArn;
  }

  /** Does what whoever looks after the rollout wants, as from the console of Lambda. */
  public void control(String action, String reason) {
    aws.lambda()
        .invokeAsync(
            DeployedFunction.CONTROL,
            """
            {"serverGroup": "%s", "action": "%s", "reason": "%s"}
            """
                .formatted(serverGroup, action, reason));
  }

  /** Tells {@code listener} of every decision of the functions, with its fields. */
  public void whenDecided(BiConsumer<String, Map<String, ?>> listener) {
    decisionListeners.add(listener);
  }

  /** Tells {@code listener} of everything the functions measure. */
  void whenMeasured(Consumer<Measurements> listener) {
    metricListeners.add(listener);
  }

  /** Where rollouts tell their progress. */
  Topic progress() {
    return progressTopic;
  }

  /** What failed for good. */
  Queue deadLetters() {
    return deadLetters;
  }

  /** Whether the schedule has everything checked, as it does unless somebody says otherwise. */
  void checks(boolean enabled) {
    aws.events().setEnabled(SCHEDULE, enabled);
  }

  /** Has functions that wait for the world notice at once what changes there. */
  void watchClosely() {
    pauses.endAtChanges();
  }

  /** Ends the schedule, so that nothing is left to happen once all is quiet. */
  public void stopSchedule() {
    schedule.stop();
  }

  private String deploy(String stateMachine) {
    return aws.engine()
        .createStateMachine(
            stateMachine,
            "arn:aws:iam::" + SimulatedAws.ACCOUNT + ":role/" + stateMachine,
            new DeployedStateMachine(stateMachine, substitutions).definition());
  }

  /** The definition as the project deploys it, before the substitutions. */
  public static String definition(String stateMachine) {
    return DeployedStateMachine.source(stateMachine);
  }

  /** Decisions go to the trace; their fields in alphabetical order, as maps need not keep one. */
  private DecisionLog decisionLog() {
    return (decision, fields) -> {
      String who = Fiber.current() == null ? "" : Fiber.current().name();
      String told =
          new TreeMap<>(fields)
              .entrySet().stream()
                  .map(field -> field.getKey() + "=" + field.getValue())
                  .collect(Collectors.joining(", "));
      aws.simulation().trace().add("decision", who, decision + " " + told);
      decisionListeners.forEach(listener -> listener.accept(decision, fields));
    };
  }
}
