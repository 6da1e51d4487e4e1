package io.servergroup.simulator.aws.elb;

import io.servergroup.simulator.api.CallPath;
import io.servergroup.simulator.api.ServiceError;
import io.servergroup.simulator.aws.world.Page;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.services.elasticloadbalancing.ElasticLoadBalancingClient;
import software.amazon.awssdk.services.elasticloadbalancing.model.DescribeInstanceHealthRequest;
import software.amazon.awssdk.services.elasticloadbalancing.model.DescribeInstanceHealthResponse;
import software.amazon.awssdk.services.elasticloadbalancing.model.DescribeLoadBalancerAttributesRequest;
import software.amazon.awssdk.services.elasticloadbalancing.model.DescribeLoadBalancerAttributesResponse;
import software.amazon.awssdk.services.elasticloadbalancing.model.DescribeLoadBalancersRequest;
import software.amazon.awssdk.services.elasticloadbalancing.model.DescribeLoadBalancersResponse;
import software.amazon.awssdk.services.elasticloadbalancing.model.ElasticLoadBalancingException;
import software.amazon.awssdk.services.elasticloadbalancing.model.Instance;
import software.amazon.awssdk.services.elasticloadbalancing.model.InstanceState;
import software.amazon.awssdk.services.elasticloadbalancing.model.InvalidInstanceException;
import software.amazon.awssdk.services.elasticloadbalancing.model.LoadBalancerDescription;
import software.amazon.awssdk.services.elasticloadbalancing.model.LoadBalancerNotFoundException;

/** The classic load balancers behind the SDK's client; models what describes them. */
public final class SimulatedClassicLoadBalancingClient implements ElasticLoadBalancingClient {
  private final CallPath path;
  private final LoadBalancers loadBalancers;

  public SimulatedClassicLoadBalancingClient(CallPath path, LoadBalancers loadBalancers) {
    this.path = path;
    this.loadBalancers = loadBalancers;
  }

  @Override
  public DescribeInstanceHealthResponse describeInstanceHealth(
      DescribeInstanceHealthRequest request) {
    return call(
        "DescribeInstanceHealth",
        request,
        () -> {
          Pool pool = require(request.loadBalancerName());
          List<String> ids =
              request.instances().isEmpty()
                  ? pool.members().stream().map(Member::instanceId).toList()
                  : request.instances().stream().map(Instance::instanceId).toList();
          return DescribeInstanceHealthResponse.builder()
              .instanceStates(ids.stream().map(id -> state(pool, id)).toList())
              .build();
        });
  }

  @Override
  public DescribeLoadBalancersResponse describeLoadBalancers(DescribeLoadBalancersRequest request) {
    return call(
        "DescribeLoadBalancers",
        request,
        () -> {
          List<Pool> chosen =
              request.loadBalancerNames().isEmpty()
                  ? List.copyOf(loadBalancers.allClassic())
                  : request.loadBalancerNames().stream().map(this::require).toList();
          Page<Pool> page =
              new PageRequest(request.marker(), request.pageSize())
                  .of(chosen, SimulatedClassicLoadBalancingClient::invalid);
          return DescribeLoadBalancersResponse.builder()
              .loadBalancerDescriptions(
                  page.items().stream().map(SimulatedClassicLoadBalancingClient::describe).toList())
              .nextMarker(page.nextToken())
              .build();
        });
  }

  @Override
  public DescribeLoadBalancerAttributesResponse describeLoadBalancerAttributes(
      DescribeLoadBalancerAttributesRequest request) {
    return call(
        "DescribeLoadBalancerAttributes",
        request,
        () -> {
          PoolSettings settings = require(request.loadBalancerName()).settings();
          return DescribeLoadBalancerAttributesResponse.builder()
              .loadBalancerAttributes(
                  attributes ->
                      attributes.connectionDraining(
                          draining ->
                              draining
                                  .enabled(settings.drain().isPositive())
                                  .timeout((int) settings.drain().toSeconds())))
              .build();
        });
  }

  private static LoadBalancerDescription describe(Pool pool) {
    PoolSettings settings = pool.settings();
    HealthCheck check = settings.check();
    return LoadBalancerDescription.builder()
        .loadBalancerName(settings.name())
        .dnsName(settings.name() + ".elb.amazonaws.com")
        .vpcId(settings.place().vpcId())
        .instances(
            pool.members().stream()
                .map(member -> Instance.builder().instanceId(member.instanceId()).build())
                .toList())
        .healthCheck(
            described ->
                described
                    .target("HTTP:" + settings.port() + "/")
                    .interval((int) check.interval().toSeconds())
                    .timeout(timeoutSeconds(check))
                    .healthyThreshold(check.healthyThreshold())
                    .unhealthyThreshold(check.unhealthyThreshold()))
        .build();
  }

  /** The usual 5 seconds; a timeout has to be shorter than the interval. */
  private static int timeoutSeconds(HealthCheck check) {
    return (int) Math.min(5, check.interval().toSeconds() - 1);
  }

  /**
   * @see <a
   *     href="https://docs.aws.amazon.com/elasticloadbalancing/2012-06-01/APIReference/API_InstanceState.html">
   *     InstanceState</a>
   */
  private static InstanceState state(Pool pool, String id) {
    if (pool.unreadable(id)) {
      return state(id, "Unknown", "ELB", "A transient error occurred. Please try again later.");
    }
    Member member = pool.member(id).orElse(null);
    if (member == null) {
      if (pool.formerly(id)) {
        return state(
            id,
            "OutOfService",
            "Instance",
            "Instance is not currently registered with the LoadBalancer.");
      }
      throw ServiceError.of(
          InvalidInstanceException.builder(),
          "ElasticLoadBalancing",
          400,
          "InvalidInstance",
          "Could not find EC2 instance " + id + ".");
    }
    return switch (member.health()) {
      case REGISTERING, INITIAL ->
          state(id, "OutOfService", "ELB", "Instance registration is still in progress.");
      case HEALTHY -> state(id, "InService", "N/A", "N/A");
      case UNHEALTHY ->
          state(
              id,
              "OutOfService",
              "Instance",
              "Instance has failed at least the UnhealthyThreshold number of health checks"
                  + " consecutively.");
      case DRAINING ->
          state(id, "InService", "N/A", "Instance deregistration currently in progress.");
    };
  }

  private static InstanceState state(String id, String state, String reason, String description) {
    return InstanceState.builder()
        .instanceId(id)
        .state(state)
        .reasonCode(reason)
        .description(description)
        .build();
  }

  private Pool require(String name) {
    return loadBalancers
        .classic(name)
        .orElseThrow(
            () ->
                ServiceError.of(
                    LoadBalancerNotFoundException.builder(),
                    "ElasticLoadBalancing",
                    400,
                    "LoadBalancerNotFound",
                    "There is no ACTIVE Load Balancer named '" + name + "'"));
  }

  private static RuntimeException invalid(String message) {
    return ServiceError.of(
        ElasticLoadBalancingException.builder(),
        "ElasticLoadBalancing",
        400,
        "ValidationError",
        message);
  }

  private <T> T call(String operation, Object request, Supplier<T> effect) {
    return path.call("elasticloadbalancing", operation, request, effect);
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
