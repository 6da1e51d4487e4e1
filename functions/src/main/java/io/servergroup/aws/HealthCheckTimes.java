package io.servergroup.aws;

import io.servergroup.group.AutoScalingGroup;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.elasticloadbalancing.ElasticLoadBalancingClient;
import software.amazon.awssdk.services.elasticloadbalancing.model.LoadBalancerDescription;
import software.amazon.awssdk.services.elasticloadbalancing.model.LoadBalancerNotFoundException;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupNotFoundException;

/** Finds out how long load balancers take to find a good server healthy. */
public final class HealthCheckTimes {
  /**
   * The least that any describe call of the two services takes by name; what more these calls may
   * take is not documented.
   */
  private static final int NAMES_PER_CALL = 20;

  private final ElasticLoadBalancingClient classic;
  private final ElasticLoadBalancingV2Client targetGroups;
  private final Together together;

  public HealthCheckTimes(AwsClients clients) {
    this.classic = clients.classicLoadBalancers();
    this.targetGroups = clients.loadBalancers();
    this.together = clients.together();
  }

  /**
   * The health check interval times the healthy threshold of every load balancer of these groups,
   * by the name of the classic load balancer or the ARN of the target group. A new target may be
   * found healthy earlier, after its first check. One that cannot be read is left out: the time
   * only says how patient to be, so whoever needs it goes on with a time of his own.
   */
  public Map<String, Duration> untilHealthy(List<AutoScalingGroup> groups) {
    Round round = new Round(together);
    var classicOnes =
        round.ask(
            () ->
                together.each(
                    batches(groups, AutoScalingGroup::classicLoadBalancers), this::classic));
    var targets =
        round.ask(
            () ->
                together.each(batches(groups, AutoScalingGroup::targetGroups), this::targetGroups));
    round.make();
    Map<String, Duration> times = new LinkedHashMap<>();
    for (LoadBalancerDescription found : flat(classicOnes.get())) {
      if (found.healthCheck() != null) {
        put(
            times,
            found.loadBalancerName(),
            found.healthCheck().interval(),
            found.healthCheck().healthyThreshold());
      }
    }
    for (TargetGroup found : flat(targets.get())) {
      put(
          times,
          found.targetGroupArn(),
          found.healthCheckIntervalSeconds(),
          found.healthyThresholdCount());
    }
    return times;
  }

  private static <T> List<T> flat(List<List<T>> batches) {
    return batches.stream().flatMap(List::stream).toList();
  }

  private static List<List<String>> batches(
      List<AutoScalingGroup> groups, Function<AutoScalingGroup, List<String>> balancers) {
    return Batches.of(
        groups.stream().flatMap(group -> balancers.apply(group).stream()).toList(), NAMES_PER_CALL);
  }

  private static void put(
      Map<String, Duration> times, String balancer, Integer interval, Integer threshold) {
    if (interval != null && threshold != null) {
      times.put(balancer, Duration.ofSeconds((long) interval * threshold));
    }
  }

  private List<LoadBalancerDescription> classic(List<String> names) {
    try {
      return classic
          .describeLoadBalancers(request -> request.loadBalancerNames(names))
          .loadBalancerDescriptions();
    } catch (LoadBalancerNotFoundException missing) {
      return oneByOne(names, this::classic);
    } catch (SdkException unreadable) {
      return List.of();
    }
  }

  private List<TargetGroup> targetGroups(List<String> arns) {
    try {
      return targetGroups
          .describeTargetGroups(request -> request.targetGroupArns(arns))
          .targetGroups();
    } catch (TargetGroupNotFoundException missing) {
      return oneByOne(arns, this::targetGroups);
    } catch (SdkException unreadable) {
      return List.of();
    }
  }

  /** One that does not exist fails a request as a whole; the others are asked for without it. */
  private <T> List<T> oneByOne(List<String> names, Function<List<String>, List<T>> ask) {
    return names.size() > 1
        ? flat(together.each(names, name -> ask.apply(List.of(name))))
        : List.of();
  }
}
