package io.servergroup.simulator.rehearsal;

import io.servergroup.simulator.api.ApiCall;
import io.servergroup.simulator.api.CallPath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What invocations called, in rounds: reads that are under way at the same time are one round,
 * every other call is one of its own. Which read of a round comes first is up to chance, so a round
 * is told in an order that is always the same.
 */
final class CallRounds {
  private static final List<String> ORDER =
      List.of(
          "autoscaling:DescribeAutoScalingGroups",
          "elasticloadbalancing:DescribeInstanceHealth",
          "elasticloadbalancing:DescribeTargetHealth",
          "ec2:DescribeNetworkInterfaces",
          "ec2:DescribeVolumes",
          "ec2:DescribeInstances",
          "route53:ListResourceRecordSets",
          "autoscaling:DescribeLifecycleHooks",
          "ec2:DescribeLaunchTemplateVersions",
          "dynamodb:GetItem",
          "autoscaling:DescribeInstanceRefreshes",
          "elasticloadbalancing:DescribeLoadBalancers",
          "elasticloadbalancing:DescribeTargetGroups");

  private final Map<String, List<String>> byInvocation = new LinkedHashMap<>();
  private final Map<String, List<Integer>> begins = new HashMap<>();
  private final Map<String, Integer> underWay = new HashMap<>();

  /** Begins to listen. */
  void watch(CallPath calls) {
    calls.listen(this::called);
    calls.listenToAnswers((call, answer) -> answered(call));
  }

  /** The calls of each invocation, round after round; may be cleared. */
  Map<String, List<String>> byInvocation() {
    return byInvocation;
  }

  /** The rounds of an invocation. */
  List<List<String>> of(String invocation) {
    List<String> calls = byInvocation.get(invocation);
    List<Integer> ends = new ArrayList<>(begins.get(invocation));
    ends.add(calls.size());
    List<List<String>> rounds = new ArrayList<>();
    for (int i = 1; i < ends.size(); i++) {
      rounds.add(List.copyOf(calls.subList(ends.get(i - 1), ends.get(i))));
    }
    return rounds;
  }

  private void called(ApiCall call) {
    List<String> calls = byInvocation.computeIfAbsent(call.caller(), c -> new ArrayList<>());
    if (calls.isEmpty()) {
      begins.put(call.caller(), new ArrayList<>());
    }
    boolean reads = ORDER.contains(call.action());
    if (calls.isEmpty() || !reads || underWay.getOrDefault(call.caller(), 0) == 0) {
      begins.get(call.caller()).add(calls.size());
    }
    int place = calls.size();
    while (place > begins.get(call.caller()).getLast()
        && ORDER.indexOf(calls.get(place - 1)) > ORDER.indexOf(call.action())) {
      place--;
    }
    calls.add(place, call.action());
    if (reads) {
      underWay.merge(call.caller(), 1, Integer::sum);
    }
  }

  private void answered(ApiCall call) {
    if (ORDER.contains(call.action())) {
      underWay.merge(call.caller(), -1, Integer::sum);
    }
  }
}
