package io.servergroup.stack;

import io.servergroup.rollout.Finding;
import io.servergroup.rollout.Listing;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Whether subnets and load balancers exist and belong together. */
final class NetworkChecks {
  /** The only kind of target that Auto Scaling registers. */
  private static final String INSTANCE = "instance";

  private final ClusterInputs inputs;
  private final ClusterReadings readings;
  private final String vpc;
  private final List<Finding> findings = new ArrayList<>();

  NetworkChecks(ClusterInputs inputs, ClusterReadings readings) {
    this.inputs = inputs;
    this.readings = readings;
    this.vpc = inputs.properties().text(ClusterInputs.VPC);
  }

  List<Finding> check() {
    if (vpc.isEmpty()) {
      refuse(ClusterInputs.VPC, "found nothing", "name the VPC of the subnets");
    }
    checkSubnets(inputs.subnetIds());
    checkExist(ClusterInputs.TARGET_GROUPS, "target group", readings.targetGroups());
    checkVpc(
        ClusterInputs.TARGET_GROUPS,
        "target groups",
        elsewhere(
            // One of functions has no VPC; that it is one of functions is told below.
            readings.targetGroups(), group -> group.vpcId().isEmpty() ? vpc : group.vpcId()));
    checkTargetTypes();
    checkExist(ClusterInputs.CLASSIC, "classic load balancer", readings.classicLoadBalancers());
    checkVpc(
        ClusterInputs.CLASSIC,
        "load balancers",
        elsewhere(readings.classicLoadBalancers(), Function.identity()));
    return findings;
  }

  private void checkSubnets(List<String> ids) {
    if (ids.isEmpty()) {
      refuse(ClusterInputs.SUBNETS, "found nothing", "name at least one subnet of the VPC");
    }
    Set<String> seen = new HashSet<>();
    List<String> again = ids.stream().filter(id -> !seen.add(id)).distinct().toList();
    if (!again.isEmpty()) {
      refuse(
          ClusterInputs.SUBNETS,
          "found more than once: " + Listing.of(again),
          "name each subnet once; servers go round them by themselves");
    }
    missingSubnets(
            readings.subnets().entrySet().stream()
                .filter(each -> !(each.getValue() instanceof Lookup.Found))
                .map(Map.Entry::getKey)
                .toList())
        .ifPresent(findings::add);
    checkVpc(
        ClusterInputs.SUBNETS,
        "subnets",
        elsewhere(readings.subnets(), ClusterReadings.Subnet::vpcId));
  }

  /** What is said of subnets that do not exist; nothing when there are none. */
  static Optional<Finding> missingSubnets(List<String> missing) {
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Finding(
                ClusterInputs.SUBNETS,
                "not in this account and region: "
                    + Listing.of(missing.stream().map(NetworkChecks::shown).toList()),
                "name subnets that exist"));
  }

  private <T> void checkExist(String parameter, String kind, Map<String, Lookup<T>> lookups) {
    List<String> missing = new ArrayList<>();
    List<String> refused = new ArrayList<>();
    lookups.forEach(
        (id, lookup) -> {
          switch (lookup) {
            case Lookup.Found<T> found -> {}
            case Lookup.Missing<T> none -> missing.add(id);
            case Lookup.Refused<T>(String said) -> refused.add(shown(id) + " (" + said + ")");
          }
        });
    if (!missing.isEmpty()) {
      refuse(
          parameter,
          "not in this account and region: " + Listing.of(missing),
          "name a " + kind + " that exists");
    }
    if (!refused.isEmpty()) {
      refuse(
          parameter,
          "found " + Listing.of(refused),
          "name a " + kind + " of this account and region");
    }
  }

  /** Such as {@code subnet-1 in vpc-2}, for everything that is in another VPC. */
  private <T> List<String> elsewhere(Map<String, Lookup<T>> lookups, Function<T, String> vpcOf) {
    List<String> elsewhere = new ArrayList<>();
    lookups.forEach(
        (id, lookup) -> {
          if (lookup instanceof Lookup.Found<T>(T value) && !vpcOf.apply(value).equals(vpc)) {
            elsewhere.add(id + " in " + shown(vpcOf.apply(value)));
          }
        });
    return elsewhere;
  }

  private void checkVpc(String parameter, String kind, Collection<String> elsewhere) {
    if (!vpc.isEmpty() && !elsewhere.isEmpty()) {
      refuse(
          parameter,
          "not in the VPC " + vpc + ": " + Listing.of(List.copyOf(elsewhere)),
          "name %s of that VPC, or theirs in %s".formatted(kind, ClusterInputs.VPC));
    }
  }

  private void checkTargetTypes() {
    List<String> others = new ArrayList<>();
    readings
        .targetGroups()
        .forEach(
            (arn, lookup) -> {
              if (lookup
                      instanceof
                      Lookup.Found<ClusterReadings.TargetGroup>(ClusterReadings.TargetGroup group)
                  && !group.targetType().equals(INSTANCE)) {
                others.add(arn + " has the target type " + group.targetType());
              }
            });
    if (!others.isEmpty()) {
      refuse(
          ClusterInputs.TARGET_GROUPS,
          Listing.of(others),
          "name target groups of the type " + INSTANCE + ": servers are registered as instances");
    }
  }

  private void refuse(String parameter, String found, String wanted) {
    findings.add(new Finding(parameter, found, wanted));
  }

  private static String shown(String text) {
    return text.isEmpty() ? "an empty entry" : text;
  }
}
