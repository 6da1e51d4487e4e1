package io.servergroup.stack;

import io.servergroup.rollout.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The availability zones of subnets, which volumes need and templates cannot look up. */
public sealed interface SubnetZones {
  /**
   * Every subnet has one.
   *
   * @param zones in the order of the subnets
   */
  record Known(List<String> zones) implements SubnetZones {}

  /** Some do not. */
  record Unknown(List<Finding> findings) implements SubnetZones {}

  static SubnetZones of(
      List<String> subnetIds, Map<String, Lookup<ClusterReadings.Subnet>> readings) {
    List<Finding> findings = new ArrayList<>();
    if (subnetIds.isEmpty()) {
      findings.add(new Finding("SubnetIds", "no subnet is named", "name at least one"));
    }
    List<String> zones = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (String id : subnetIds) {
      switch (readings.get(id)) {
        case Lookup.Found<ClusterReadings.Subnet>(ClusterReadings.Subnet subnet) ->
            zones.add(subnet.zone());
        case null, default -> missing.add(id);
      }
    }
    NetworkChecks.missingSubnets(missing).ifPresent(findings::add);
    return findings.isEmpty() ? new Known(List.copyOf(zones)) : new Unknown(findings);
  }
}
