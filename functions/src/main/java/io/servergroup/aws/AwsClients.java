package io.servergroup.aws;

import java.util.function.Function;
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

/** The SDK clients the gateways use: the real ones in Lambda, simulated ones in a rehearsal. */
public interface AwsClients {
  AutoScalingClient autoScaling();

  Ec2Client ec2();

  ElasticLoadBalancingClient classicLoadBalancers();

  ElasticLoadBalancingV2Client loadBalancers();

  Route53Client route53();

  DynamoDbClient dynamoDb();

  SfnClient stepFunctions();

  SqsClient sqs();

  CloudWatchClient cloudWatch();

  SnsClient sns();

  EventBridgeClient eventBridge();

  CloudFormationClient cloudFormation();

  /** For answers to CloudFormation. */
  PresignedPut presigned();

  /** For requests that do not depend on each other. */
  Together together();

  /**
   * How parts of answers are read. What is read depends on the part alone, so that whoever hands
   * over the very same object again may be given what was read of it before. AWS never does: each
   * answer is read anew. Simulated AWS describes what has not changed by the same object.
   *
   * @param as what is read; a kind of part is read as the same class in one way only
   */
  default <P, R> Function<P, R> reading(Class<R> as, Function<P, R> read) {
    return read;
  }
}
