package io.servergroup.endpoint.wire;

import io.servergroup.aws.AwsClients;
import io.servergroup.aws.PresignedPut;
import io.servergroup.aws.Together;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.SdkRequest;
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
 * An account in which every operation of every service exists, keeps what it was asked, and answers
 * with a response in which every member has a value; or refuses, when it was told so.
 */
final class EchoAccount implements AwsClients {
  private final List<SdkRequest> asked = new ArrayList<>();
  private RuntimeException refusal;

  /** What was asked, in its order. */
  List<SdkRequest> asked() {
    return asked;
  }

  /** Refuses everything from now on. */
  void refuse(RuntimeException refusal) {
    this.refusal = refusal;
  }

  private <C> C client(Class<C> type) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (_, method, arguments) -> {
              if (arguments == null || !(arguments[0] instanceof SdkRequest request)) {
                throw new AssertionError(method + " is no operation");
              }
              asked.add(request);
              if (refusal != null) {
                throw refusal;
              }
              return FilledModels.filled(method.getReturnType());
            }));
  }

  @Override
  public AutoScalingClient autoScaling() {
    return client(AutoScalingClient.class);
  }

  @Override
  public Ec2Client ec2() {
    return client(Ec2Client.class);
  }

  @Override
  public ElasticLoadBalancingClient classicLoadBalancers() {
    return client(ElasticLoadBalancingClient.class);
  }

  @Override
  public ElasticLoadBalancingV2Client loadBalancers() {
    return client(ElasticLoadBalancingV2Client.class);
  }

  @Override
  public Route53Client route53() {
    return client(Route53Client.class);
  }

  @Override
  public DynamoDbClient dynamoDb() {
    return client(DynamoDbClient.class);
  }

  @Override
  public SfnClient stepFunctions() {
    return client(SfnClient.class);
  }

  @Override
  public SqsClient sqs() {
    return client(SqsClient.class);
  }

  @Override
  public CloudWatchClient cloudWatch() {
    return client(CloudWatchClient.class);
  }

  @Override
  public SnsClient sns() {
    return client(SnsClient.class);
  }

  @Override
  public EventBridgeClient eventBridge() {
    return client(EventBridgeClient.class);
  }

  @Override
  public CloudFormationClient cloudFormation() {
    return client(CloudFormationClient.class);
  }

  @Override
  public PresignedPut presigned() {
    throw new AssertionError("an endpoint answers no stacks");
  }

  @Override
  public Together together() {
    throw new AssertionError("an endpoint makes one call at a time");
  }
}
