package io.servergroup.aws;

import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
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

  /** For answers to CloudFormation. */
  PresignedPut presigned();

  /** For requests that do not depend on each other. */
  Together together();
}
