package io.servergroup.simulator.api;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
import software.amazon.awssdk.services.sfn.model.ValidationException;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Which exceptions each operation of AWS can throw: those in the throws clause of its method in the
 * SDK's client, which is generated from the errors that the service's model gives the operation,
 * and the general exception of the service for every error that no model knows.
 */
final class DeclaredErrors {
  /** The clients by the package that their requests are in. */
  private static final Map<String, Class<?>> CLIENTS =
      Stream.of(
              AutoScalingClient.class,
              CloudFormationClient.class,
              CloudWatchClient.class,
              DynamoDbClient.class,
              Ec2Client.class,
              ElasticLoadBalancingClient.class,
              ElasticLoadBalancingV2Client.class,
              EventBridgeClient.class,
              Route53Client.class,
              SfnClient.class,
              SnsClient.class,
              SqsClient.class)
          .collect(Collectors.toMap(client -> client.getPackageName() + ".model", c -> c));

  /**
   * What Step Functions answers to any request that lacks a member, and models for some only.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/step-functions/latest/apireference/CommonErrors.html">Common
   *     errors</a>
   */
  private static final Class<?> ANY_OPERATION = ValidationException.class;

  private static final Map<Class<?>, List<Class<?>>> DECLARED = new ConcurrentHashMap<>();

  private DeclaredErrors() {}

  /**
   * Checks that an operation can throw what a simulated service threw.
   *
   * @param request what the operation was called with; one that no client of the SDK takes is not
   *     looked at
   * @throws AssertionError when AWS cannot answer so; a fault of the simulator
   */
  static void check(Object request, AwsServiceException thrown) {
    Class<?> client = CLIENTS.get(request.getClass().getPackageName());
    if (client == null) {
      return;
    }
    List<Class<?>> declared =
        DECLARED.computeIfAbsent(request.getClass(), type -> declared(client, type));
    if (!declared.contains(thrown.getClass()) && thrown.getClass() != ANY_OPERATION) {
      throw new AssertionError(
          "a simulated service answers a %s with %s, which no model knows of it; it can be answered with %s"
              .formatted(
                  request.getClass().getSimpleName(),
                  thrown.getClass().getSimpleName(),
                  declared.stream().map(Class::getSimpleName).collect(Collectors.joining(", "))),
          thrown);
    }
  }

  private static List<Class<?>> declared(Class<?> client, Class<?> request) {
    return Arrays.stream(client.getMethods())
        .filter(method -> Arrays.equals(method.getParameterTypes(), new Class<?>[] {request}))
        .map(Method::getExceptionTypes)
        .flatMap(Arrays::stream)
        .filter(type -> type != AwsServiceException.class)
        .filter(AwsServiceException.class::isAssignableFrom)
        .distinct()
        .<Class<?>>map(type -> type)
        .toList();
  }
}
