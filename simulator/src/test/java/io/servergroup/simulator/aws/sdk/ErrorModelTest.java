package io.servergroup.simulator.aws.sdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.simulator.aws.autoscaling.SimulatedAutoScalingClient;
import io.servergroup.simulator.aws.cloudformation.SimulatedCloudFormationClient;
import io.servergroup.simulator.aws.cloudwatch.SimulatedCloudWatchClient;
import io.servergroup.simulator.aws.dynamodb.SimulatedDynamoDbClient;
import io.servergroup.simulator.aws.ec2.SimulatedEc2Client;
import io.servergroup.simulator.aws.elb.SimulatedClassicLoadBalancingClient;
import io.servergroup.simulator.aws.elb.SimulatedLoadBalancingV2Client;
import io.servergroup.simulator.aws.events.SimulatedEventBridgeClient;
import io.servergroup.simulator.aws.route53.SimulatedRoute53Client;
import io.servergroup.simulator.aws.sns.SimulatedSnsClient;
import io.servergroup.simulator.aws.sqs.SimulatedSqsClient;
import io.servergroup.simulator.aws.states.SimulatedStepFunctions;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.elasticloadbalancing.ElasticLoadBalancingClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Every error that the simulated services answer with is the one that the SDK makes of its code: a
 * real client is given the code over the wire, and throws the exception and has the status that its
 * model of the service says.
 */
class ErrorModelTest {
  static List<ThrownError> errors() throws Exception {
    return ThrownError.inSources();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("errors")
  void anErrorIsTheExceptionThatTheSdkMakesOfItsCode(ThrownError error) throws Exception {
    List<String> wrong = new ArrayList<>();
    int asked = 0;
    try (AnsweredClient client = new AnsweredClient(clientOf(error))) {
      for (Method operation : client.operationsOf(SIMULATED.get(clientOf(error)))) {
        if (!error.modelled() || declares(operation, error)) {
          asked++;
          AwsServiceException thrown = client.thrown(operation, error.code(), error.status());
          if (!thrown.getClass().getSimpleName().equals(error.exception())) {
            wrong.add(operation.getName() + ": " + thrown.getClass().getSimpleName());
          }
          assertEquals(error.code(), thrown.awsErrorDetails().errorCode());
        }
      }
    }
    assertEquals(List.of(), wrong, () -> "the SDK makes another exception of " + error);
    assertTrue(asked > 0, () -> "no simulated operation can be answered with " + error);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("errors")
  void aModelledErrorHasTheStatusOfItsModel(ThrownError error) throws Exception {
    if (!error.modelled()) {
      return;
    }
    try (AnsweredClient client = new AnsweredClient(clientOf(error))) {
      Method operation =
          client.operationsOf(SIMULATED.get(clientOf(error))).stream()
              .filter(each -> declares(each, error))
              .findFirst()
              .orElseThrow();
      int modelled = client.modelledStatus(operation, error.code());
      assertEquals(modelled == 0 ? 400 : modelled, error.status());
    }
  }

  @Test
  void everyErrorThatNoModelKnowsIsDocumented() throws Exception {
    Map<String, TreeSet<String>> unmodelled = new TreeMap<>();
    for (ThrownError error : errors()) {
      if (!error.modelled()) {
        unmodelled
            .computeIfAbsent(
                error.exception().replaceFirst("Exception$", ""), service -> new TreeSet<>())
            .add("`" + error.code() + "`");
      }
    }
    String document = Files.readString(Path.of("..", "docs", "FIDELITY.md"));
    Map<String, TreeSet<String>> documented = new TreeMap<>();
    document
        .substring(document.indexOf("## Errors without a class"))
        .lines()
        .filter(line -> line.matches("\\| \\w+ \\| `.*"))
        .map(line -> line.split(" \\| ", -1))
        .forEach(
            cells ->
                documented.put(
                    cells[0].substring(2), new TreeSet<>(List.of(cells[1].split(", ", -1)))));
    assertEquals(unmodelled, documented);
  }

  @Test
  void everyServiceThatAnswersWithErrorsIsLookedAt() throws Exception {
    Map<String, TreeSet<String>> byException = new TreeMap<>();
    errors()
        .forEach(
            error ->
                byException
                    .computeIfAbsent(error.exception(), e -> new TreeSet<>())
                    .add(error.code()));
    assertTrue(
        byException
            .keySet()
            .containsAll(
                List.of(
                    "AutoScalingException",
                    "CloudFormationException",
                    "CloudWatchException",
                    "ConditionalCheckFailedException",
                    "Ec2Exception",
                    "ExecutionAlreadyExistsException",
                    "InvalidInstanceException",
                    "NoSuchHostedZoneException",
                    "QueueDoesNotExistException",
                    "TargetGroupNotFoundException",
                    "ValidationException")),
        byException::toString);
    assertTrue(byException.get("Ec2Exception").size() > 20, byException::toString);
  }

  private static boolean declares(Method operation, ThrownError error) {
    return Arrays.stream(operation.getExceptionTypes())
        .anyMatch(type -> type.getSimpleName().equals(error.exception()));
  }

  private static Class<?> clientOf(ThrownError error) {
    return SIMULATED.keySet().stream()
        .filter(client -> client.getPackageName().equals(error.servicePackage()))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no client for " + error));
  }

  /** The simulated client of each service. */
  private static final Map<Class<?>, Class<?>> SIMULATED =
      Map.ofEntries(
          Map.entry(AutoScalingClient.class, SimulatedAutoScalingClient.class),
          Map.entry(CloudFormationClient.class, SimulatedCloudFormationClient.class),
          Map.entry(CloudWatchClient.class, SimulatedCloudWatchClient.class),
          Map.entry(DynamoDbClient.class, SimulatedDynamoDbClient.class),
          Map.entry(Ec2Client.class, SimulatedEc2Client.class),
          Map.entry(ElasticLoadBalancingClient.class, SimulatedClassicLoadBalancingClient.class),
          Map.entry(ElasticLoadBalancingV2Client.class, SimulatedLoadBalancingV2Client.class),
          Map.entry(EventBridgeClient.class, SimulatedEventBridgeClient.class),
          Map.entry(Route53Client.class, SimulatedRoute53Client.class),
          Map.entry(SfnClient.class, SimulatedStepFunctions.class),
          Map.entry(SnsClient.class, SimulatedSnsClient.class),
          Map.entry(SqsClient.class, SimulatedSqsClient.class));
}
