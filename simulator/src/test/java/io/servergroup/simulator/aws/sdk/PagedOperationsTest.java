package io.servergroup.simulator.aws.sdk;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every simulated operation that the SDK has a paginator for really answers in pages. */
class PagedOperationsTest {
  private static final List<Class<?>> SIMULATED =
      List.of(
          SimulatedAutoScalingClient.class,
          SimulatedCloudFormationClient.class,
          SimulatedCloudWatchClient.class,
          SimulatedDynamoDbClient.class,
          SimulatedEc2Client.class,
          SimulatedClassicLoadBalancingClient.class,
          SimulatedLoadBalancingV2Client.class,
          SimulatedEventBridgeClient.class,
          SimulatedRoute53Client.class,
          SimulatedSnsClient.class,
          SimulatedSqsClient.class,
          SimulatedStepFunctions.class);

  /** Simulated for one thing alone, which is never more than a page. */
  private static final Set<String> OF_ONE = Set.of("describeStacks");

  static List<PagedOperation> operations() {
    return new PagedOperations(new PagedAccount()).all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("operations")
  void smallPagesShowTogetherWhatOneLargePageShows(PagedOperation operation) {
    operation.walk();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("operations")
  void aTokenThatNoPageCameWithIsRefused(PagedOperation operation) {
    operation.refuseWrongToken();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("operations")
  void aPageLargerOrSmallerThanAwsGivesIsRefused(PagedOperation operation) {
    operation.refuseWrongSizes();
  }

  @Test
  void everyOperationThatTheSdkHasAPaginatorForIsWalked() {
    Set<String> paged =
        SIMULATED.stream().flatMap(PagedOperationsTest::paged).collect(Collectors.toSet());
    Set<String> walked =
        operations().stream().map(PagedOperation::name).collect(Collectors.toSet());
    assertEquals(new TreeSet<>(paged), new TreeSet<>(walked));
  }

  private static Stream<String> paged(Class<?> simulated) {
    Set<String> known =
        Arrays.stream(simulated.getInterfaces()[0].getMethods())
            .map(Method::getName)
            .collect(Collectors.toSet());
    return Arrays.stream(simulated.getDeclaredMethods())
        .map(Method::getName)
        .filter(name -> known.contains(name + "Paginator"))
        .filter(name -> !OF_ONE.contains(name));
  }
}
