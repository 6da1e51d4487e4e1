package io.servergroup.simulator.gateways;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.servergroup.aws.AwsClients;
import io.servergroup.aws.LoadBalancerReader;
import io.servergroup.health.LoadBalancerHealth;
import io.servergroup.simulator.aws.elb.HealthCheck;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetHealthRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetHealthResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthReasonEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthStateEnum;

/** What a rollout makes of every state that AWS has for a target, also of those that are rare. */
class TargetStatesTest {
  private final SmallAccount account = new SmallAccount();

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "UNKNOWN_TO_SDK_VERSION")
  void onlyHealthyIsHealthyAndOnlyUnavailableIsUnknown(TargetHealthStateEnum state) {
    LoadBalancerHealth.State read = read(state, TargetHealthReasonEnum.TARGET_TIMEOUT);

    assertEquals(state == TargetHealthStateEnum.HEALTHY, read.healthy());
    assertEquals(state != TargetHealthStateEnum.UNAVAILABLE, read.known());
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "UNKNOWN_TO_SDK_VERSION")
  void everyReasonIsTold(TargetHealthReasonEnum reason) {
    assertEquals(
        "unhealthy (" + reason + ")", read(TargetHealthStateEnum.UNHEALTHY, reason).words());
  }

  private LoadBalancerHealth.State read(
      TargetHealthStateEnum state, TargetHealthReasonEnum reason) {
    String target =
        account
            .aws
            .balancers()
            .createTargetGroup(
                "target", 80, new HealthCheck(Duration.ofSeconds(10), 3, 2), Duration.ZERO);
    account.createGroup(
        "web-0",
        Map.of("ServerGroupName", SmallAccount.GROUP, "ServerGroupIndex", "0"),
        group ->
            group
                .desiredCapacity(1)
                .lifecycleHookSpecificationList(List.of())
                .targetGroupARNs(target));
    account.simulation.queue().runUntil(account.simulation.now().plus(Duration.ofMinutes(10)));
    var group = account.read();
    String instance = group.autoScalingGroups().getFirst().instances().getFirst().id();
    return new LoadBalancerReader(answering(state, reason))
        .read(group.autoScalingGroups())
        .of(target, instance);
  }

  /** The account, with target groups that find all their targets in one state. */
  private AwsClients answering(TargetHealthStateEnum state, TargetHealthReasonEnum reason) {
    ElasticLoadBalancingV2Client balancers =
        new ElasticLoadBalancingV2Client() {
          @Override
          public DescribeTargetHealthResponse describeTargetHealth(
              DescribeTargetHealthRequest request) {
            return DescribeTargetHealthResponse.builder()
                .targetHealthDescriptions(
                    request.targets().stream()
                        .map(
                            target ->
                                TargetHealthDescription.builder()
                                    .target(target)
                                    .targetHealth(h -> h.state(state).reason(reason))
                                    .build())
                        .toList())
                .build();
          }

          @Override
          public String serviceName() {
            return SERVICE_NAME;
          }

          @Override
          public void close() {}
        };
    return (AwsClients)
        Proxy.newProxyInstance(
            AwsClients.class.getClassLoader(),
            new Class<?>[] {AwsClients.class},
            (proxy, method, arguments) ->
                method.getName().equals("loadBalancers")
                    ? balancers
                    : method.invoke(account.aws, arguments));
  }
}
