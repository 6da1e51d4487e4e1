package io.servergroup.lambda;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.AwsServiceClientConfiguration;
import software.amazon.awssdk.retries.StandardRetryStrategy;

class SdkClientsWiringTest {
  static Stream<AwsServiceClientConfiguration> configurations() {
    SdkClientsWiring clients = new SdkClientsWiring(Optional.of("eu-west-1"), Optional.empty());
    return Stream.of(
        clients.autoScaling().serviceClientConfiguration(),
        clients.ec2().serviceClientConfiguration(),
        clients.classicLoadBalancers().serviceClientConfiguration(),
        clients.loadBalancers().serviceClientConfiguration(),
        clients.route53().serviceClientConfiguration(),
        clients.dynamoDb().serviceClientConfiguration(),
        clients.stepFunctions().serviceClientConfiguration(),
        clients.sqs().serviceClientConfiguration(),
        clients.cloudWatch().serviceClientConfiguration(),
        clients.sns().serviceClientConfiguration(),
        clients.eventBridge().serviceClientConfiguration());
  }

  @ParameterizedTest
  @MethodSource("configurations")
  void everyClientTriesAgainByTheStandardStrategy(AwsServiceClientConfiguration configuration) {
    assertInstanceOf(
        StandardRetryStrategy.class,
        configuration.overrideConfiguration().retryStrategy().orElseThrow());
  }
}
