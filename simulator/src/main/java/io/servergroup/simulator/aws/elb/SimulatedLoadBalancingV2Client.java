package io.servergroup.simulator.aws.elb;

import io.servergroup.simulator.api.CallPath;
import io.servergroup.simulator.api.ServiceError;
import io.servergroup.simulator.aws.world.Page;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ElasticLoadBalancingV2Exception;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupAttributesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupAttributesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetHealthRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetHealthResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupAttribute;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupNotFoundException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealth;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthReasonEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthStateEnum;

/** The target groups behind the SDK's client; models what describes them. */
public final class SimulatedLoadBalancingV2Client implements ElasticLoadBalancingV2Client {
  private final CallPath path;
  private final LoadBalancers loadBalancers;

  public SimulatedLoadBalancingV2Client(CallPath path, LoadBalancers loadBalancers) {
    this.path = path;
    this.loadBalancers = loadBalancers;
  }

  @Override
  public DescribeTargetHealthResponse describeTargetHealth(DescribeTargetHealthRequest request) {
    return call(
        "DescribeTargetHealth",
        request,
        () -> {
          Pool pool = require(request.targetGroupArn());
          List<String> ids =
              request.targets().isEmpty()
                  ? pool.members().stream().map(Member::instanceId).toList()
                  : request.targets().stream().map(TargetDescription::id).toList();
          return DescribeTargetHealthResponse.builder()
              .targetHealthDescriptions(ids.stream().map(id -> describe(pool, id)).toList())
              .build();
        });
  }

  @Override
  public DescribeTargetGroupsResponse describeTargetGroups(DescribeTargetGroupsRequest request) {
    return call(
        "DescribeTargetGroups",
        request,
        () -> {
          Page<Pool> page =
              new PageRequest(request.marker(), request.pageSize())
                  .of(chosen(request), SimulatedLoadBalancingV2Client::invalid);
          return DescribeTargetGroupsResponse.builder()
              .targetGroups(
                  page.items().stream().map(SimulatedLoadBalancingV2Client::describe).toList())
              .nextMarker(page.nextToken())
              .build();
        });
  }

  @Override
  public DescribeTargetGroupAttributesResponse describeTargetGroupAttributes(
      DescribeTargetGroupAttributesRequest request) {
    return call(
        "DescribeTargetGroupAttributes",
        request,
        () -> {
          long delay = require(request.targetGroupArn()).settings().drain().toSeconds();
          return DescribeTargetGroupAttributesResponse.builder()
              .attributes(
                  TargetGroupAttribute.builder()
                      .key("deregistration_delay.timeout_seconds")
                      .value(Long.toString(delay))
                      .build())
              .build();
        });
  }

  private List<Pool> chosen(DescribeTargetGroupsRequest request) {
    if (request.loadBalancerArn() != null) {
      throw new UnsupportedOperationException("DescribeTargetGroups by LoadBalancerArn");
    }
    if (!request.targetGroupArns().isEmpty()) {
      return request.targetGroupArns().stream().map(this::require).toList();
    }
    List<Pool> all = List.copyOf(loadBalancers.allTargetGroups());
    if (request.names().isEmpty()) {
      return all;
    }
    List<Pool> named =
        all.stream().filter(pool -> request.names().contains(pool.settings().name())).toList();
    if (named.size() < request.names().size()) {
      throw notFound();
    }
    return named;
  }

  private static TargetGroup describe(Pool pool) {
    PoolSettings settings = pool.settings();
    return TargetGroup.builder()
        .targetGroupArn(settings.id())
        .targetGroupName(settings.name())
        .targetType(settings.place().targetType())
        .vpcId(settings.place().vpcId())
        .port(settings.port())
        .healthCheckEnabled(true)
        .healthCheckPort("traffic-port")
        .healthCheckIntervalSeconds((int) settings.check().interval().toSeconds())
        .healthyThresholdCount(settings.check().healthyThreshold())
        .unhealthyThresholdCount(settings.check().unhealthyThreshold())
        .build();
  }

  private static TargetHealthDescription describe(Pool pool, String id) {
    int port = pool.settings().port();
    return TargetHealthDescription.builder()
        .target(target -> target.id(id).port(port))
        .healthCheckPort(Integer.toString(port))
        .targetHealth(health(pool, id))
        .build();
  }

  /**
   * @see <a
   *     href="https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetHealth.html">
   *     TargetHealth</a>
   */
  private static TargetHealth health(Pool pool, String id) {
    if (pool.unreadable(id)) {
      return health(
          TargetHealthStateEnum.UNAVAILABLE,
          TargetHealthReasonEnum.ELB_INTERNAL_ERROR,
          "Health checks failed due to an internal error");
    }
    Member member = pool.member(id).orElse(null);
    if (member == null) {
      return health(
          TargetHealthStateEnum.UNUSED,
          TargetHealthReasonEnum.TARGET_NOT_REGISTERED,
          "Target is not registered to the target group");
    }
    return switch (member.health()) {
      case REGISTERING ->
          health(
              TargetHealthStateEnum.INITIAL,
              TargetHealthReasonEnum.ELB_REGISTRATION_IN_PROGRESS,
              "Target registration is in progress");
      case INITIAL ->
          health(
              TargetHealthStateEnum.INITIAL,
              TargetHealthReasonEnum.ELB_INITIAL_HEALTH_CHECKING,
              "Initial health checks in progress");
      case HEALTHY -> TargetHealth.builder().state(TargetHealthStateEnum.HEALTHY).build();
      case UNHEALTHY ->
          health(
              TargetHealthStateEnum.UNHEALTHY,
              TargetHealthReasonEnum.TARGET_FAILED_HEALTH_CHECKS,
              "Health checks failed");
      case DRAINING ->
          health(
              TargetHealthStateEnum.DRAINING,
              TargetHealthReasonEnum.TARGET_DEREGISTRATION_IN_PROGRESS,
              "Target deregistration is in progress");
    };
  }

  private static TargetHealth health(
      TargetHealthStateEnum state, TargetHealthReasonEnum reason, String description) {
    return TargetHealth.builder().state(state).reason(reason).description(description).build();
  }

  /** One of another account or region is no ARN to it, either. */
  private Pool require(String arn) {
    if (!loadBalancers.isTargetGroupArn(arn)) {
      throw invalid("'" + arn + "' is not a valid target group ARN");
    }
    return loadBalancers.targetGroup(arn).orElseThrow(SimulatedLoadBalancingV2Client::notFound);
  }

  private static RuntimeException invalid(String message) {
    return ServiceError.of(
        ElasticLoadBalancingV2Exception.builder(),
        "ElasticLoadBalancingV2",
        400,
        "ValidationError",
        message);
  }

  private static RuntimeException notFound() {
    return ServiceError.of(
        TargetGroupNotFoundException.builder(),
        "ElasticLoadBalancingV2",
        400,
        "TargetGroupNotFound",
        "One or more target groups not found");
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
