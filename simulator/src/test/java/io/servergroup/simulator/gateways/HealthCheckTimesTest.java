package io.servergroup.simulator.gateways;

import static io.servergroup.simulator.gateways.SmallAccount.server;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.servergroup.aws.HealthCheckTimes;
import io.servergroup.group.AutoScalingGroup;
import io.servergroup.simulator.api.CallFault;
import io.servergroup.simulator.api.ServiceError;
import io.servergroup.simulator.aws.elb.HealthCheck;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.elasticloadbalancing.model.ElasticLoadBalancingException;

/** How patient a rollout has to be with the load balancers. */
final class HealthCheckTimesTest {
  private static final Duration DRAIN = Duration.ofSeconds(5);
  private static final String CLASSIC = "elasticloadbalancing:DescribeLoadBalancers";
  private static final String TARGETS = "elasticloadbalancing:DescribeTargetGroups";

  private final SmallAccount account = new SmallAccount();

  @Test
  void itIsTheIntervalTimesTheHealthyThresholdOfEachBalancer() {
    account.aws.balancers().createClassic("classic", 80, check(10, 3), DRAIN);
    String target = targetGroup("target", 30, 5);
    account.createGroup(
        "web-0", server("0"), group -> group.loadBalancerNames("classic").targetGroupARNs(target));
    account.createGroup("web-1", server("1"), group -> group.targetGroupARNs(target));

    assertEquals(
        Map.of("classic", Duration.ofSeconds(30), target, Duration.ofSeconds(150)),
        untilHealthy(groups()));
    assertEquals(Map.of(CLASSIC, 1, TARGETS, 1), account.aws.calls().counts());
  }

  @Test
  void groupsWithoutBalancersNeedNoCall() {
    account.createGroup("web-0", server("0"));

    assertEquals(Map.of(), untilHealthy(groups()));
    assertEquals(Map.of(), account.aws.calls().counts());
  }

  @Test
  void manyBalancersAreAskedForInBatches() {
    List<String> targets = new ArrayList<>();
    IntStream.range(0, 45).forEach(i -> targets.add(targetGroup("target-" + i, 10, 2)));
    account.createGroup("web-0", server("0"), group -> group.targetGroupARNs(targets));

    assertEquals(45, untilHealthy(groups()).size());
    assertEquals(Map.of(TARGETS, 3), account.aws.calls().counts());
  }

  @Test
  void oneThatDoesNotExistIsLeftOutAndTheOthersAreNot() {
    account.aws.balancers().createClassic("classic", 80, check(10, 3), DRAIN);
    String target = targetGroup("target", 30, 5);
    account.createGroup(
        "web-0",
        server("0"),
        group ->
            group.loadBalancerNames("gone", "classic").targetGroupARNs(target, target + "gone"));

    assertEquals(
        Map.of("classic", Duration.ofSeconds(30), target, Duration.ofSeconds(150)),
        untilHealthy(groups()));
    assertEquals(Map.of(CLASSIC, 3, TARGETS, 3), account.aws.calls().counts());
  }

  @Test
  void whatCannotBeReadIsLeftOut() {
    account.aws.balancers().createClassic("classic", 80, check(10, 3), DRAIN);
    String target = targetGroup("target", 30, 5);
    account.createGroup(
        "web-0", server("0"), group -> group.loadBalancerNames("classic").targetGroupARNs(target));
    List<AutoScalingGroup> groups = groups();
    account
        .aws
        .calls()
        .setFaults(
            call ->
                call.operation().equals("DescribeLoadBalancers")
                    ? new CallFault.Refused(
                        ServiceError.of(
                            ElasticLoadBalancingException.builder(),
                            "ElasticLoadBalancing",
                            400,
                            "Throttling",
                            "Rate exceeded"))
                    : new CallFault.None());

    assertEquals(Map.of(target, Duration.ofSeconds(150)), untilHealthy(groups));
    assertEquals(Map.of(CLASSIC, 1, TARGETS, 1), account.aws.calls().counts());
  }

  private Map<String, Duration> untilHealthy(List<AutoScalingGroup> groups) {
    return account.asFunction(() -> new HealthCheckTimes(account.aws).untilHealthy(groups));
  }

  private List<AutoScalingGroup> groups() {
    return account.read().autoScalingGroups();
  }

  private String targetGroup(String name, int interval, int threshold) {
    return account.aws.balancers().createTargetGroup(name, 80, check(interval, threshold), DRAIN);
  }

  private static HealthCheck check(int interval, int threshold) {
    return new HealthCheck(Duration.ofSeconds(interval), threshold, 2);
  }
}
