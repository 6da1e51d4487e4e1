package io.servergroup.simulator.template;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.servergroup.simulator.iam.AccessRequest;
import io.servergroup.simulator.iam.CheckedCall;
import io.servergroup.simulator.iam.Permissions;
import io.servergroup.simulator.iam.Statement;
import io.servergroup.simulator.rehearsal.PermissionStories;
import io.servergroup.simulator.rehearsal.RecordedAccess;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each function may do what it does and nothing else. What it does is recorded in stories; what it
 * may do is decided from the expanded template as IAM decides it.
 */
final class PoliciesTest {
  private static final RecordedAccess RECORDED =
      new RecordedAccess(
          new RecordedAccess.Names(
              Pseudo.ACCOUNT,
              Deployments.ZONE,
              new CheckedCall.Launch(
                  Pseudo.arn("ec2", "launch-template/<LaunchTemplate>"),
                  Stream.of(
                          "launch-template/<LaunchTemplate>",
                          "instance/*",
                          "volume/*",
                          "network-interface/*",
                          "key-pair/operators",
                          "security-group/<ServerSecurityGroup.GroupId>",
                          "subnet/subnet-0a1b2c3d4e5f60718")
                      .map(resource -> Pseudo.arn("ec2", resource))
                      .toList(),
                  Deployments.INSTANCE_ROLE)));

  @BeforeAll
  static void tell() {
    PermissionStories.tell(RECORDED);
  }

  static Stream<Stack> stacks() {
    return Stream.of(
        Template.of("template.yaml").deploy(Deployments.full(3)),
        Template.of("control-plane.yaml").deploy(Deployments.controlPlane()));
  }

  /**
   * What AWS does for a function with the function's role, so that no call of ours shows it.
   *
   * <ul>
   *   <li>Lambda writes the function's log:
   *       https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs.html
   *   <li>Lambda sends the function's traces, which X-Ray allows on all resources only:
   *       https://docs.aws.amazon.com/lambda/latest/dg/services-xray.html
   * </ul>
   */
  private static Stream<AccessRequest> withoutACall(Stack stack, String function) {
    String log = Values.text(stack.value(Map.of("Fn::GetAtt", List.of(function + "Logs", "Arn"))));
    String stream = log.replaceAll("\\*$", "log-stream:2026/01/01/[1]0a1b2c3d");
    return Stream.of(
        AccessRequest.of("logs:CreateLogStream", stream),
        AccessRequest.of("logs:PutLogEvents", stream),
        AccessRequest.of("xray:PutTraceSegments", "*"),
        AccessRequest.of("xray:PutTelemetryRecords", "*"));
  }

  private static Set<AccessRequest> requests(Stack stack, String function) {
    Set<AccessRequest> requests =
        new LinkedHashSet<>(RECORDED.byFunction().getOrDefault(function, Set.of()));
    withoutACall(stack, function).forEach(requests::add);
    // Lambda sends what a function failed on, as its role: the destination of EventInvokeConfig.
    Map<String, Object> properties = stack.properties(function);
    if (properties.containsKey("EventInvokeConfig")) {
      Map<String, Object> onFailure =
          Values.mapIn(
              Values.mapIn(Values.mapIn(properties, "EventInvokeConfig"), "DestinationConfig"),
              "OnFailure");
      requests.add(AccessRequest.of("sqs:SendMessage", Values.text(onFailure.get("Destination"))));
    }
    return requests;
  }

  private static List<String> functions(Stack stack) {
    return stack.ofType("AWS::Serverless::Function").stream().map(Stack.Resource::id).toList();
  }

  @ParameterizedTest
  @MethodSource("stacks")
  void everyFunctionMakesItsCallsInSomeStory(Stack stack) {
    Set<String> silent = new TreeSet<>(functions(stack));
    silent.removeAll(RECORDED.byFunction().keySet());

    assertEquals(Set.of(), silent, "no story has calls of these functions");
  }

  @ParameterizedTest
  @MethodSource("stacks")
  void everyFunctionMayDoWhatItDoes(Stack stack) {
    Set<String> missing = new TreeSet<>();
    for (String function : functions(stack)) {
      Permissions role = RolePermissions.of(stack, function + "Role");
      requests(stack, function).stream()
          .flatMap(request -> role.refusal(request).stream())
          .forEach(missing::add);
    }
    assertEquals(Set.of(), missing);
  }

  @ParameterizedTest
  @MethodSource("stacks")
  void noFunctionMayDoWhatItNeverDoes(Stack stack) {
    List<String> unused = new ArrayList<>();
    for (String function : functions(stack)) {
      Set<AccessRequest> requests = requests(stack, function);
      for (Statement statement : RolePermissions.of(stack, function + "Role").statements()) {
        statement.actions().stream()
            .filter(action -> requests.stream().noneMatch(each -> statement.matches(action, each)))
            .forEach(
                action ->
                    unused.add(function + " never needs " + action + " of " + statement.id()));
        statement.resources().stream()
            .filter(
                resource ->
                    requests.stream().noneMatch(each -> statement.matchesOn(resource, each)))
            .forEach(
                resource ->
                    unused.add(function + " never needs " + resource + " of " + statement.id()));
      }
    }
    assertEquals(List.of(), unused);
  }
}
