package io.servergroup.endpoint.wire;

import java.net.URI;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.client.config.SdkAdvancedClientOption;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
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

/** The SDK's own clients, as they are used against AWS. */
public final class SdkClients {
  /**
   * A client's interface, and a client.
   *
   * @param type such as {@code Ec2Client.class}
   */
  record Named(Class<?> type, Object client) {
    @Override
    public String toString() {
      return type.getSimpleName();
    }
  }

  private final SdkHttpClient http;
  private final URI address;

  public SdkClients(SdkHttpClient http, URI address) {
    this.http = http;
    this.address = address;
  }

  /** One for each service. */
  List<Named> all() {
    return List.of(
        new Named(AutoScalingClient.class, client(AutoScalingClient.builder())),
        new Named(Ec2Client.class, client(Ec2Client.builder())),
        new Named(ElasticLoadBalancingClient.class, client(ElasticLoadBalancingClient.builder())),
        new Named(
            ElasticLoadBalancingV2Client.class, client(ElasticLoadBalancingV2Client.builder())),
        new Named(Route53Client.class, client(Route53Client.builder())),
        new Named(DynamoDbClient.class, client(DynamoDbClient.builder())),
        new Named(SfnClient.class, client(SfnClient.builder())),
        new Named(SqsClient.class, client(SqsClient.builder().checksumValidationEnabled(false))),
        new Named(CloudWatchClient.class, client(CloudWatchClient.builder())),
        new Named(SnsClient.class, client(SnsClient.builder())),
        new Named(EventBridgeClient.class, client(EventBridgeClient.builder())),
        new Named(CloudFormationClient.class, client(CloudFormationClient.builder())));
  }

  public <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder) {
    return builder
        .httpClient(http)
        .endpointOverride(address)
        .region(Region.EU_WEST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("simulated", "simulated")))
        .overrideConfiguration(
            ClientOverrideConfiguration.builder()
                .retryStrategy(AwsRetryStrategy.doNotRetry())
                // Some operations are at a host of their own, which is not here.
                .putAdvancedOption(SdkAdvancedClientOption.DISABLE_HOST_PREFIX_INJECTION, true)
                .build())
        .build();
  }
}
