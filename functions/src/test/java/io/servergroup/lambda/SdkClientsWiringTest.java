package io.servergroup.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.AwsServiceClientConfiguration;
import software.amazon.awssdk.retries.StandardRetryStrategy;

class SdkClientsWiringTest {
  /** Of template.yaml. */
  private static final Duration SHORTEST = Duration.ofSeconds(60);

  static Stream<AwsServiceClientConfiguration> configurations() {
    SdkClientsWiring clients =
        new SdkClientsWiring(
            true, Optional.of("eu-west-1"), Optional.empty(), Optional.empty(), List.of());
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
        clients.eventBridge().serviceClientConfiguration(),
        clients.cloudFormation().serviceClientConfiguration());
  }

  @ParameterizedTest
  @MethodSource("configurations")
  void everyClientTriesAgainByTheStandardStrategy(AwsServiceClientConfiguration configuration) {
    assertInstanceOf(
        StandardRetryStrategy.class,
        configuration.overrideConfiguration().retryStrategy().orElseThrow());
  }

  /** Else a function would be killed while it waits, and could not even say so. */
  @ParameterizedTest
  @MethodSource("configurations")
  void aCallIsGivenUpLongBeforeTheShortestTimeLimitOfAFunction(
      AwsServiceClientConfiguration configuration) {
    Duration attempt = configuration.overrideConfiguration().apiCallAttemptTimeout().orElseThrow();
    Duration call = configuration.overrideConfiguration().apiCallTimeout().orElseThrow();

    assertTrue(attempt.multipliedBy(2).compareTo(call) < 0, "there is time for another attempt");
    assertTrue(call.multipliedBy(2).compareTo(SHORTEST) <= 0, "there is time for another call");
  }

  /** What has expired in a snapshot is asked for once, and not once by each client. */
  @Test
  void allClientsShareOneProviderOfCredentials() {
    assertEquals(
        1,
        configurations()
            .map(AwsServiceClientConfiguration::credentialsProvider)
            .distinct()
            .count());
  }

  /** The SDK would make five threads for each. */
  @Test
  void allClientsShareOneThreadThatWatchesOverTimeLimits() throws Exception {
    List<ScheduledExecutorService> watches =
        configurations()
            .map(each -> each.overrideConfiguration().scheduledExecutorService().orElseThrow())
            .toList();
    Set<Thread> threads = new HashSet<>();
    for (ScheduledExecutorService watch : watches) {
      threads.add(watch.schedule(Thread::currentThread, 0, TimeUnit.SECONDS).get());
    }

    assertEquals(1, threads.size(), threads::toString);
    assertTrue(threads.iterator().next().isDaemon(), "a command ends while it waits");
  }

  /** Else a restored function begins with the time limits of thousands of answered samples. */
  @Test
  void theTimeLimitOfAnAnsweredCallIsForgotten() {
    ScheduledThreadPoolExecutor watch =
        assertInstanceOf(ScheduledThreadPoolExecutor.class, TimeLimitsWiring.start());

    assertTrue(watch.schedule(() -> {}, 1, TimeUnit.HOURS).cancel(false));

    assertTrue(watch.getQueue().isEmpty());
  }

  /** A page of a large history takes its time through a slow connection. */
  @Test
  void aPersonAtATerminalWaitsLongerThanAFunction() {
    Duration attempt =
        new SdkClientsWiring(Optional.of("eu-west-1"), Optional.empty(), Optional.empty())
            .stepFunctions()
            .serviceClientConfiguration()
            .overrideConfiguration()
            .apiCallAttemptTimeout()
            .orElseThrow();

    assertTrue(attempt.compareTo(Patience.IN_REGION.call()) > 0, attempt::toString);
  }
}
