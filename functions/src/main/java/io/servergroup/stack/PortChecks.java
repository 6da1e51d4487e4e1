package io.servergroup.stack;

import io.servergroup.rollout.Finding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Whether the rules of the servers' security group can stand beside each other. */
final class PortChecks {
  private static final List<String> PORTS =
      List.of("SchemaRegistryPort", "RestProxyPort", "ConnectPort", "HealthCheckerListenerPort");

  /** What the template takes for no security group at all. */
  private static final String NOBODY = "sg-00000000";

  private final StackProperties properties;

  PortChecks(StackProperties properties) {
    this.properties = properties;
  }

  List<Finding> check() {
    List<Finding> findings = new ArrayList<>();
    Map<Integer, String> owners = new LinkedHashMap<>();
    for (String parameter : PORTS) {
      int port = properties.count(parameter).orElse(0);
      String owner = port == 0 ? null : owners.putIfAbsent(port, parameter);
      if (owner != null) {
        findings.add(
            new Finding(
                parameter,
                "found %d, which is the port of %s too".formatted(port, owner),
                "give each service and the health checker a port of its own, or 0 to close it"));
      }
    }
    for (String parameter : List.of(ClusterInputs.INBOUND_GROUPS, ClusterInputs.SSH_GROUPS)) {
      List<String> groups = properties.list(parameter);
      if (groups.size() > 1 && groups.contains(NOBODY)) {
        findings.add(
            new Finding(
                parameter,
                "found %s, which stands for none, among others".formatted(NOBODY),
                "leave it out"));
      }
    }
    return findings;
  }
}
