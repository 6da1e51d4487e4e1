package io.servergroup.aws;

import io.servergroup.group.AutoScalingGroup;
import io.servergroup.group.Instance;
import io.servergroup.group.LifecycleState;
import io.servergroup.health.LoadBalancerHealth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.elasticloadbalancing.ElasticLoadBalancingClient;
import software.amazon.awssdk.services.elasticloadbalancing.model.InstanceState;
import software.amazon.awssdk.services.elasticloadbalancing.model.InvalidInstanceException;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealth;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthStateEnum;

/**
 * Reads what load balancers say about the instances in service, one call each, at the same time.
 * One that can not be read is reported as such: nothing behind it counts as healthy.
 */
public final class LoadBalancerReader {
  /** Asking for more by name costs more than reading everything the load balancer knows. */
  private static final int MOST_BY_NAME = 50;

  /** What a classic load balancer says when it does not know. */
  private static final String UNKNOWN = "Unknown";

  private final ElasticLoadBalancingClient classic;
  private final ElasticLoadBalancingV2Client targetGroups;
  private final Together together;

  public LoadBalancerReader(AwsClients clients) {
    this.classic = clients.classicLoadBalancers();
    this.targetGroups = clients.loadBalancers();
    this.together = clients.together();
  }

  /** Asks every load balancer of these groups about the groups' instances in service. */
  public LoadBalancerHealth read(List<AutoScalingGroup> groups) {
    List<String> balancers = new ArrayList<>();
    List<Supplier<LoadBalancerHealth.Answer>> requests = new ArrayList<>();
    inServiceBy(groups, AutoScalingGroup::classicLoadBalancers)
        .forEach(
            (name, ids) -> {
              balancers.add(name);
              requests.add(() -> classicAnswer(name, ids));
            });
    inServiceBy(groups, AutoScalingGroup::targetGroups)
        .forEach(
            (arn, ids) -> {
              balancers.add(arn);
              requests.add(() -> targetGroupAnswer(arn, ids));
            });
    List<LoadBalancerHealth.Answer> told = together.all(requests);
    Map<String, LoadBalancerHealth.Answer> answers = new LinkedHashMap<>();
    for (int i = 0; i < told.size(); i++) {
      answers.put(balancers.get(i), told.get(i));
    }
    return new LoadBalancerHealth(answers);
  }

  private static Map<String, Set<String>> inServiceBy(
      List<AutoScalingGroup> groups, Function<AutoScalingGroup, List<String>> balancers) {
    Map<String, Set<String>> byBalancer = new LinkedHashMap<>();
    for (AutoScalingGroup group : groups) {
      for (Instance instance : group.instances()) {
        if (instance.state() == LifecycleState.IN_SERVICE) {
          for (String balancer : balancers.apply(group)) {
            byBalancer.computeIfAbsent(balancer, b -> new LinkedHashSet<>()).add(instance.id());
          }
        }
      }
    }
    return byBalancer;
  }

  private LoadBalancerHealth.Answer classicAnswer(String name, Set<String> ids) {
    try {
      return new LoadBalancerHealth.Answer.Answered(
          classicStates(name, ids).stream()
              .collect(
                  Collectors.toMap(
                      InstanceState::instanceId, LoadBalancerReader::ofClassic, this::worse)));
    } catch (SdkException unreadable) {
      return new LoadBalancerHealth.Answer.Unreadable(unreadable.getMessage());
    }
  }

  private List<InstanceState> classicStates(String name, Set<String> ids) {
    if (ids.size() <= MOST_BY_NAME) {
      try {
        return classic
            .describeInstanceHealth(
                request ->
                    request
                        .loadBalancerName(name)
                        .instances(
                            ids.stream()
                                .map(
                                    id ->
                                        software.amazon.awssdk.services.elasticloadbalancing.model
                                            .Instance.builder()
                                            .instanceId(id)
                                            .build())
                                .toList()))
            .instanceStates();
      } catch (InvalidInstanceException notRegistered) {
        // One that was never registered fails the whole question; the whole list leaves it out.
      }
    }
    return classic
        .describeInstanceHealth(request -> request.loadBalancerName(name))
        .instanceStates();
  }

  private LoadBalancerHealth.Answer targetGroupAnswer(String arn, Set<String> ids) {
    try {
      List<TargetHealthDescription> states =
          targetGroups
              .describeTargetHealth(
                  request -> {
                    request.targetGroupArn(arn);
                    if (ids.size() <= MOST_BY_NAME) {
                      request.targets(
                          ids.stream()
                              .map(id -> TargetDescription.builder().id(id).build())
                              .toList());
                    }
                  })
              .targetHealthDescriptions();
      return new LoadBalancerHealth.Answer.Answered(
          states.stream()
              .collect(
                  Collectors.toMap(
                      state -> state.target().id(),
                      state -> ofTarget(state.targetHealth()),
                      this::worse)));
    } catch (SdkException unreadable) {
      return new LoadBalancerHealth.Answer.Unreadable(unreadable.getMessage());
    }
  }

  /** An instance registered at several ports is as healthy as the least of them. */
  private LoadBalancerHealth.State worse(
      LoadBalancerHealth.State one, LoadBalancerHealth.State other) {
    return one.healthy() ? other : one;
  }

  private static LoadBalancerHealth.State ofClassic(InstanceState state) {
    boolean healthy = "InService".equals(state.state());
    return new LoadBalancerHealth.State(
        healthy,
        !UNKNOWN.equals(state.state()),
        healthy ? state.state() : withReason(state.state(), state.reasonCode()));
  }

  private static LoadBalancerHealth.State ofTarget(TargetHealth health) {
    return new LoadBalancerHealth.State(
        health.state() == TargetHealthStateEnum.HEALTHY,
        health.state() != TargetHealthStateEnum.UNAVAILABLE,
        withReason(health.stateAsString(), health.reasonAsString()));
  }

  private static String withReason(String state, String reason) {
    return reason == null || reason.equals("N/A") ? state : state + " (" + reason + ")";
  }
}
