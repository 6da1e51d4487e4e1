package io.servergroup.simulator.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.servergroup.simulator.iam.AccessRequest;
import io.servergroup.simulator.iam.Permissions;
import io.servergroup.simulator.iam.Statement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each state machine may do what the tasks of its definition need, and nothing else. */
final class MachineRolesTest {
  /**
   * What Step Functions does with the role of a machine, and AWS allows on all resources only: log
   * delivery and traces.
   *
   * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html">Logging</a>
   * @see <a
   *     href="https://docs.aws.amazon.com/step-functions/latest/dg/concepts-xray-tracing.html">X-Ray</a>
   */
  private static final List<String> LOGS_AND_TRACES =
      List.of(
          "logs:CreateLogDelivery",
          "logs:DeleteLogDelivery",
          "logs:DescribeLogGroups",
          "logs:DescribeResourcePolicies",
          "logs:GetLogDelivery",
          "logs:ListLogDeliveries",
          "logs:PutResourcePolicy",
          "logs:UpdateLogDelivery",
          "xray:GetSamplingRules",
          "xray:GetSamplingTargets",
          "xray:PutTelemetryRecords",
          "xray:PutTraceSegments");

  /** How Step Functions hears of the end of an execution that a task waits for. */
  private static final String EVENTS_RULE =
      "rule/StepFunctionsGetEventsForStepFunctionsExecutionRule";

  static Stream<Stack> stacks() {
    return Stream.of(
        Template.of("template.yaml").deploy(Deployments.full(3)),
        Template.of("control-plane.yaml").deploy(Deployments.controlPlane()));
  }

  @ParameterizedTest
  @MethodSource("stacks")
  void everyMachineMayDoWhatItsTasksDo(Stack stack) throws IOException {
    Set<String> missing = new TreeSet<>();
    for (Stack.Resource machine : machines(stack)) {
      Permissions role = RolePermissions.of(stack, machine.id() + "Role");
      requests(stack, machine).stream()
          .flatMap(request -> role.refusal(request).stream())
          .forEach(missing::add);
    }
    assertEquals(Set.of(), missing);
  }

  @ParameterizedTest
  @MethodSource("stacks")
  void noMachineMayDoWhatNoTaskDoes(Stack stack) throws IOException {
    List<String> unused = new ArrayList<>();
    for (Stack.Resource machine : machines(stack)) {
      Set<AccessRequest> requests = requests(stack, machine);
      for (Statement statement : RolePermissions.of(stack, machine.id() + "Role").statements()) {
        unused.addAll(Unused.of(machine.id(), statement, requests));
      }
    }
    assertEquals(List.of(), unused);
  }

  private static List<Stack.Resource> machines(Stack stack) {
    List<Stack.Resource> machines = stack.ofType("AWS::Serverless::StateMachine");
    assertTrue(machines.size() >= 2, machines::toString);
    return machines;
  }

  private static Set<AccessRequest> requests(Stack stack, Stack.Resource machine)
      throws IOException {
    Map<String, Object> properties = stack.properties(machine.id());
    String definition =
        Files.readString(Path.of("..", Values.text(properties.get("DefinitionUri"))));
    for (Map.Entry<String, Object> each :
        Values.mapIn(properties, "DefinitionSubstitutions").entrySet()) {
      definition = definition.replace("${" + each.getKey() + "}", Values.text(each.getValue()));
    }
    Set<AccessRequest> requests = new LinkedHashSet<>();
    LOGS_AND_TRACES.forEach(action -> requests.add(AccessRequest.of(action, "*")));
    for (JsonNode state : new ObjectMapper().readTree(definition).path("States")) {
      if (state.path("Type").asText().equals("Task")) {
        String own = Values.text(stack.value(Map.of("Ref", machine.id())));
        requests.addAll(of(state.path("Resource").asText(), state.path("Arguments"), own));
      }
    }
    return requests;
  }

  /**
   * What one task needs.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/step-functions/latest/dg/service-integration-iam-templates.html">How
   *     Step Functions generates policies</a>
   */
  private static List<AccessRequest> of(String resource, JsonNode arguments, String own) {
    return switch (resource) {
      case "arn:aws:states:::lambda:invoke", "arn:aws:states:::lambda:invoke.waitForTaskToken" ->
          List.of(
              AccessRequest.of("lambda:InvokeFunction", arguments.path("FunctionName").asText()));
      case "arn:aws:states:::states:startExecution" ->
          List.of(AccessRequest.of("states:StartExecution", started(arguments, own)));
      case "arn:aws:states:::states:startExecution.sync:2" -> {
        String machine = started(arguments, own);
        String execution = machine.replace(":stateMachine:", ":execution:") + ":batch-1";
        yield List.of(
            AccessRequest.of("states:StartExecution", machine),
            AccessRequest.of("states:DescribeExecution", execution),
            AccessRequest.of("states:StopExecution", execution),
            AccessRequest.of("events:PutTargets", Pseudo.arn("events", EVENTS_RULE)),
            AccessRequest.of("events:PutRule", Pseudo.arn("events", EVENTS_RULE)),
            AccessRequest.of("events:DescribeRule", Pseudo.arn("events", EVENTS_RULE)));
      }
      case "arn:aws:states:::aws-sdk:cloudformation:describeStacks" ->
          List.of(AccessRequest.of("cloudformation:DescribeStacks", Pseudo.value("AWS::StackId")));
      default ->
          throw new IllegalArgumentException(
              "what a task of " + resource + " needs is not known to these tests");
    };
  }

  /** The machine that a task starts; a machine knows itself by its context. */
  private static String started(JsonNode arguments, String own) {
    String machine = arguments.path("StateMachineArn").asText();
    return machine.equals("{% $states.context.StateMachine.Id %}") ? own : machine;
  }
}
