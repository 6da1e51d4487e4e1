package io.servergroup.lambda;

import io.servergroup.aws.AwsClients;
import io.servergroup.aws.PresignedPut;
import io.servergroup.aws.Together;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.defaultsmode.DefaultsMode;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.HttpStatusCode;
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

/**
 * Clients of the real services, with credentials and region from the default provider chains. Each
 * is made when it is first asked for: a function uses only some of them, and pays for each at its
 * cold start.
 */
public final class SdkClientsWiring implements AwsClients {
  private final boolean inRegion;
  private final Patience patience;
  private final Optional<String> region;
  private final Optional<String> profile;
  private final Optional<URI> endpoint;
  private final List<ExecutionInterceptor> listeners;
  private final Together together = new TogetherWiring();
  private final Supplier<HttpWiring> http = Once.of(this::requests);
  private final Supplier<AwsCredentialsProvider> credentials = Once.of(this::whoAsks);
  private final Supplier<ScheduledExecutorService> limits = Once.of(TimeLimitsWiring::start);
  private final Supplier<AutoScalingClient> autoScaling =
      Once.of(() -> client(AutoScalingClient.builder()));
  private final Supplier<Ec2Client> ec2 = Once.of(() -> client(Ec2Client.builder()));
  private final Supplier<ElasticLoadBalancingClient> classicLoadBalancers =
      Once.of(() -> client(ElasticLoadBalancingClient.builder()));
  private final Supplier<ElasticLoadBalancingV2Client> loadBalancers =
      Once.of(() -> client(ElasticLoadBalancingV2Client.builder()));
  private final Supplier<Route53Client> route53 = Once.of(() -> client(Route53Client.builder()));
  private final Supplier<DynamoDbClient> dynamoDb = Once.of(() -> client(DynamoDbClient.builder()));
  private final Supplier<SfnClient> stepFunctions = Once.of(() -> client(SfnClient.builder()));
  private final Supplier<SqsClient> sqs = Once.of(() -> client(SqsClient.builder()));
  private final Supplier<CloudWatchClient> cloudWatch =
      Once.of(() -> client(CloudWatchClient.builder()));
  private final Supplier<SnsClient> sns = Once.of(() -> client(SnsClient.builder()));
  private final Supplier<EventBridgeClient> eventBridge =
      Once.of(() -> client(EventBridgeClient.builder()));
  private final Supplier<CloudFormationClient> cloudFormation =
      Once.of(() -> client(CloudFormationClient.builder()));

  /** Clients for a function, with all that the environment says. */
  SdkClientsWiring() {
    this(true, Optional.empty(), Optional.empty(), Optional.empty(), List.of());
  }

  /**
   * Clients for somebody at a terminal.
   *
   * @param region instead of what the environment says
   * @param profile of the shared configuration files, whose credentials are used instead of those
   *     the environment has
   * @param endpoint asked for everything, instead of the address of each service
   * @param listeners told of every call
   */
  public SdkClientsWiring(
      Optional<String> region,
      Optional<String> profile,
      Optional<URI> endpoint,
      ExecutionInterceptor... listeners) {
    this(false, region, profile, endpoint, List.of(listeners));
  }

  SdkClientsWiring(
      boolean inRegion,
      Optional<String> region,
      Optional<String> profile,
      Optional<URI> endpoint,
      List<ExecutionInterceptor> listeners) {
    this.inRegion = inRegion;
    this.patience = inRegion ? Patience.IN_REGION : Patience.FROM_ANYWHERE;
    this.region = region;
    this.profile = profile;
    this.endpoint = endpoint;
    this.listeners = listeners;
  }

  @Override
  public AutoScalingClient autoScaling() {
    return autoScaling.get();
  }

  @Override
  public Ec2Client ec2() {
    return ec2.get();
  }

  @Override
  public ElasticLoadBalancingClient classicLoadBalancers() {
    return classicLoadBalancers.get();
  }

  @Override
  public ElasticLoadBalancingV2Client loadBalancers() {
    return loadBalancers.get();
  }

  @Override
  public Route53Client route53() {
    return route53.get();
  }

  @Override
  public DynamoDbClient dynamoDb() {
    return dynamoDb.get();
  }

  @Override
  public SfnClient stepFunctions() {
    return stepFunctions.get();
  }

  @Override
  public SqsClient sqs() {
    return sqs.get();
  }

  @Override
  public CloudWatchClient cloudWatch() {
    return cloudWatch.get();
  }

  @Override
  public SnsClient sns() {
    return sns.get();
  }

  @Override
  public EventBridgeClient eventBridge() {
    return eventBridge.get();
  }

  @Override
  public CloudFormationClient cloudFormation() {
    return cloudFormation.get();
  }

  @Override
  public PresignedPut presigned() {
    return (url, body) ->
        http.get().client().isPretending() ? HttpStatusCode.OK : PresignedPutWiring.put(url, body);
  }

  /**
   * Lets no request of any client leave this machine from now on; the server at this port is asked
   * instead, and answers to CloudFormation count as given.
   */
  void pretend(int port) {
    http.get().pretend(port);
  }

  void stopPretending() {
    http.get().client().stopPretending();
  }

  /** Makes connections to AWS and closes them: {@link HttpWiring#connect}. */
  void connect(BooleanSupplier again) {
    http.get().connect(again);
  }

  /**
   * Begins what a request after a restore would wait for, and does not wait itself: connections,
   * and credentials when those there were have expired. What is wrong with either is told by the
   * request that needs it.
   */
  void makeReady() {
    Thread.ofVirtual().name("credentials").start(this::lookForCredentials);
    http.get().makeReady();
  }

  private void lookForCredentials() {
    try {
      credentials.get().resolveCredentials();
    } catch (SdkException e) {
      // The first request says so.
    }
  }

  @Override
  public Together together() {
    return together;
  }

  private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder) {
    ClientOverrideConfiguration.Builder overrides =
        ClientOverrideConfiguration.builder()
            .retryStrategy(AwsRetryStrategy.standardRetryStrategy())
            .apiCallAttemptTimeout(patience.attempt())
            .apiCallTimeout(patience.call())
            .scheduledExecutorService(limits.get());
    listeners.forEach(overrides::addExecutionInterceptor);
    profile.ifPresent(overrides::defaultProfileName);
    region.ifPresent(name -> builder.region(Region.of(name)));
    endpoint.ifPresent(builder::endpointOverride);
    if (inRegion) {
      builder.defaultsMode(DefaultsMode.IN_REGION);
    }
    return builder
        .credentialsProvider(credentials.get())
        .httpClient(http.get().client())
        .overrideConfiguration(overrides.build())
        .build();
  }

  private HttpWiring requests() {
    return new HttpWiring(inRegion, patience, together);
  }

  /** One for all clients, so that credentials that have expired are asked for once. */
  private AwsCredentialsProvider whoAsks() {
    // The default chain would prefer credentials of the environment to a profile asked for.
    return profile
        .<AwsCredentialsProvider>map(ProfileCredentialsProvider::create)
        .orElseGet(() -> DefaultCredentialsProvider.builder().build());
  }
}
