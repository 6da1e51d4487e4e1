package io.servergroup.simulator.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.simulator.iam.AccessRequest;
import io.servergroup.simulator.iam.CheckedAccount;
import io.servergroup.simulator.iam.Permissions;
import io.servergroup.simulator.iam.Statement;
import io.servergroup.simulator.rehearsal.PermissionStories;
import io.servergroup.simulator.rehearsal.RecordedAccess;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each function may do what it does and nothing else. What it does is recorded in stories; what it
 * may do is decided from the expanded template as IAM decides it.
 */
final class PoliciesTest {
  private static final String IMAGE = "image/ami-0a1b2c3d4e5f60718";
  private static final String SNAPSHOT = "snapshot/snap-0a1b2c3d4e5f60718";

  private static final RecordedAccess RECORDED =
      new RecordedAccess(
          new RecordedAccess.Names(
              Deployments.ZONE,
              Deployments.VOLUME_KEY,
              new CheckedAccount.Launch(
                  Pseudo.arn("ec2", "launch-template/<LaunchTemplate>"),
                  Stream.of(
                          "launch-template/<LaunchTemplate>",
                          "instance/*",
                          "volume/*",
                          "network-interface/*",
                          "key-pair/operators",
                          "security-group/<ServerSecurityGroup.GroupId>",
                          "subnet/subnet-0a1b2c3d4e5f60718",
                          IMAGE,
                          SNAPSHOT)
                      .map(PoliciesTest::launched)
                      .toList(),
                  Deployments.INSTANCE_ROLE)));

  /** Images and snapshots have no account in their ARNs, whoever owns them. */
  private static String launched(String resource) {
    return resource.equals(IMAGE) || resource.equals(SNAPSHOT)
        ? "arn:aws:ec2:eu-west-1::" + resource
        : Pseudo.arn("ec2", resource);
  }

  @BeforeAll
  static void tell() {
    PermissionStories.tell(RECORDED);
  }

  static Stream<Stack> stacks() {
    return Stream.of(
        Template.of("template.yaml").deploy(Deployments.full(3)),
        Template.of("control-plane.yaml").deploy(Deployments.controlPlane()),
        Template.of("control-plane.yaml")
            .deploy(
                Deployments.with(
                    Deployments.controlPlane(), "ServerGroupName", "*", "DnsNames", "*")));
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

  /**
   * What else is checked when a group is given a version of its launch template.
   *
   * <ul>
   *   <li>A network that another account shares has that account in its ARNs:
   *       https://docs.aws.amazon.com/vpc/latest/userguide/vpc-sharing.html
   *   <li>Templates that others have made may name placement groups and capacity reservations:
   *       https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html
   *   <li>Whoever uses a template that names its image by an SSM parameter has to be allowed to
   *       read that:
   *       https://docs.aws.amazon.com/autoscaling/ec2/userguide/using-systems-manager-parameters.html
   * </ul>
   */
  private static Stream<AccessRequest> launchesElsewhere(Stack stack) {
    boolean ownTemplate = !stack.ofType("AWS::EC2::LaunchTemplate").isEmpty();
    String template =
        Values.text(
            stack.value(Map.of("Fn::Sub", Pseudo.arn("ec2", "launch-template/<LaunchTemplate>"))));
    Stream<AccessRequest> shared =
        Stream.concat(
                Stream.of("subnet/subnet-0a1b2c3d4e5f60719", "security-group/sg-0a1b2c3d4e5f60718"),
                ownTemplate
                    ? Stream.of()
                    : Stream.of("placement-group/spread", "capacity-reservation/cr-0a1b2c3d4e5f60"))
            .map(
                resource ->
                    AccessRequest.of(
                            "ec2:RunInstances", "arn:aws:ec2:eu-west-1:222222222222:" + resource)
                        .with("ec2:LaunchTemplate", template));
    return ownTemplate
        ? shared
        : Stream.concat(
            shared, Stream.of(AccessRequest.of("ssm:GetParameters", Deployments.IMAGE_PARAMETER)));
  }

  private static Set<AccessRequest> requests(Stack stack, String function) {
    Set<AccessRequest> requests = new LinkedHashSet<>();
    RECORDED
        .byFunction()
        .getOrDefault(function, Set.of())
        .forEach(
            request ->
                requests.add(
                    new AccessRequest(
                        request.action(),
                        Values.text(stack.value(Map.of("Fn::Sub", request.resource()))),
                        request.context())));
    withoutACall(stack, function).forEach(requests::add);
    if (function.equals("ReplaceServers")) {
      launchesElsewhere(stack).forEach(requests::add);
    }
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
        unused.addAll(Unused.of(function, statement, requests));
      }
    }
    assertEquals(List.of(), unused);
  }

  /**
   * Actions that AWS allows on all resources only.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsx-ray.html">X-Ray</a>
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-and-resource-policy.html">Log
   *     delivery</a>
   */
  private static final Set<String> ON_EVERYTHING =
      Set.of(
          "xray:PutTraceSegments",
          "xray:PutTelemetryRecords",
          "logs:CreateLogDelivery",
          "logs:DeleteLogDelivery",
          "logs:PutResourcePolicy",
          "logs:UpdateLogDelivery");

  @ParameterizedTest
  @MethodSource("stacks")
  void nothingIsAllowedByWildcardThatCouldBeNamed(Stack stack) {
    List<String> wide = new ArrayList<>();
    for (Stack.Resource role : stack.ofType("AWS::IAM::Role")) {
      for (Statement statement : RolePermissions.of(stack, role.id()).statements()) {
        for (String action : statement.actions()) {
          if (action.contains("*") || action.contains("?")) {
            wide.add(role.id() + " allows " + action + " by " + statement.id());
          }
          if (statement.resources().contains("*") && changes(action)) {
            wide.add(role.id() + " allows " + action + " on everything by " + statement.id());
          }
        }
      }
    }
    assertEquals(List.of(), wide);
  }

  private static boolean changes(String action) {
    return !action.matches("[a-z0-9]+:(Describe|List|Get).*") && !ON_EVERYTHING.contains(action);
  }

  /** A role serves the one service that needs it, and machines those of this account alone. */
  @ParameterizedTest
  @MethodSource("stacks")
  void everyRoleIsTakenByItsServiceAlone(Stack stack) {
    for (Stack.Resource role : stack.ofType("AWS::IAM::Role")) {
      Object statement =
          Values.list(
                  Values.mapIn(stack.properties(role.id()), "AssumeRolePolicyDocument")
                      .get("Statement"))
              .getFirst();
      String owner = role.id().replaceFirst("Role$", "");
      String expected =
          owner.equals("Instance")
              ? "ec2.amazonaws.com"
              : stack.require(owner).type().equals("AWS::Serverless::Function")
                  ? "lambda.amazonaws.com"
                  : "states.amazonaws.com";
      assertEquals(Map.of("Service", expected), Values.map(statement).get("Principal"), role.id());
    }
  }

  @ParameterizedTest
  @MethodSource("stacks")
  void everyRoleHasTheBoundaryThatIsAskedFor(Stack stack) {
    for (Stack.Resource role : stack.ofType("AWS::IAM::Role")) {
      assertEquals(
          "arn:aws:iam::111111111111:policy/boundary",
          stack.properties(role.id()).get("PermissionsBoundary"),
          role.id());
    }
  }

  /** An instance that was terminated loses its tags, and its interface has to come free. */
  @Test
  void detachingDependsOnTheTagsOfTheInterfaceAndNotOnThoseOfTheInstance() {
    Stack stack = Template.of("template.yaml").deploy(Deployments.full(1));
    Permissions reconcile = RolePermissions.of(stack, "ReconcileRole");
    String action = "ec2:DetachNetworkInterface";

    assertEquals(
        Optional.empty(),
        reconcile.refusal(AccessRequest.of(action, Pseudo.arn("ec2", "instance/i-1"))));
    assertTrue(
        reconcile
            .refusal(AccessRequest.of(action, Pseudo.arn("ec2", "network-interface/e")))
            .isPresent());
  }

  @ParameterizedTest(name = "InstanceRoleArns={0}")
  @CsvSource({"'', false, false", "none, true, false", Deployments.INSTANCE_ROLE + ", true, true"})
  void groupsAreGivenVersionsOnlyWhereSomebodySaysWhichRolesTheirInstancesHave(
      String roles, boolean launches, boolean passes) {
    Stack stack =
        Template.of("control-plane.yaml")
            .deploy(Deployments.with(Deployments.controlPlane(), "InstanceRoleArns", roles));
    Permissions replace = RolePermissions.of(stack, "ReplaceServersRole");
    AccessRequest launch =
        AccessRequest.of("ec2:RunInstances", Pseudo.arn("ec2", "subnet/subnet-1"))
            .with("ec2:LaunchTemplate", Pseudo.arn("ec2", "launch-template/lt-1"));
    AccessRequest pass =
        AccessRequest.of("iam:PassRole", Deployments.INSTANCE_ROLE)
            .with("iam:PassedToService", "ec2.amazonaws.com");

    assertEquals(launches, replace.refusal(launch).isEmpty());
    assertEquals(passes, replace.refusal(pass).isEmpty());
  }

  /** What is right on a cluster's own things is refused on those of others. */
  @ParameterizedTest
  @MethodSource("othersThings")
  void aClusterMayNotTouchAnother(String function, AccessRequest request) {
    Stack stack = Template.of("template.yaml").deploy(Deployments.full(1));

    assertTrue(
        RolePermissions.of(stack, function + "Role").refusal(request).isPresent(),
        () -> function + " may do " + request);
  }

  static Stream<Arguments> othersThings() {
    return Stream.of(
        Arguments.of(
            "ReplaceServers",
            tagged("autoscaling:TerminateInstanceInAutoScalingGroup", GROUP + "other-0", "other")),
        Arguments.of(
            "ReplaceServers",
            tagged(
                "autoscaling:UpdateAutoScalingGroup", GROUP + Deployments.CLUSTER + "-0", "other")),
        Arguments.of(
            "Reconcile",
            tagged(
                "ec2:DetachNetworkInterface", Pseudo.arn("ec2", "network-interface/e"), "other")),
        Arguments.of(
            "Reconcile", tagged("ec2:AttachVolume", Pseudo.arn("ec2", "instance/i-1"), "other")),
        Arguments.of("Reconcile", written("0.other.example.com", "A", "UPSERT")),
        Arguments.of("Reconcile", written("0.confluent-tools.example.com", "CNAME", "UPSERT")),
        Arguments.of("Reconcile", written("0.confluent-tools.example.com", "A", "DELETE")),
        Arguments.of("DnsRecords", written("0.confluent-tools.example.com", "A", "UPSERT")),
        Arguments.of(
            "ReleaseLock",
            AccessRequest.of(
                    "dynamodb:PutItem",
                    Pseudo.arn("dynamodb", "table/" + Deployments.CLUSTER + "-rollout-locks"))
                .with("dynamodb:LeadingKeys", "other")),
        Arguments.of(
            "ControlRollout",
            AccessRequest.of(
                "states:StopExecution", Pseudo.arn("states", "execution:other-rolling-deploy:x"))));
  }

  private static final String GROUP =
      Pseudo.arn("autoscaling", "autoScalingGroup:0:autoScalingGroupName/");

  private static AccessRequest tagged(String action, String resource, String serverGroup) {
    return AccessRequest.of(action, resource).with("aws:ResourceTag/ServerGroupName", serverGroup);
  }

  private static AccessRequest written(String name, String type, String change) {
    return AccessRequest.of(
            "route53:ChangeResourceRecordSets", "arn:aws:route53:::hostedzone/" + Deployments.ZONE)
        .with("route53:ChangeResourceRecordSetsNormalizedRecordNames", name)
        .with("route53:ChangeResourceRecordSetsRecordTypes", type)
        .with("route53:ChangeResourceRecordSetsActions", change);
  }
}
