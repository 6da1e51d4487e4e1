package io.servergroup.health;

import io.servergroup.group.ServerGroup;
import java.util.List;
import java.util.Map;

/**
 * A snapshot of a server group with the verdict on each of its servers.
 *
 * @param group what was read
 * @param machines what EC2 said about its instances
 * @param loadBalancers what they said about its instances
 * @param servers in the order of the {@link Roster}
 */
public record GroupHealth(
    ServerGroup group, Machines machines, LoadBalancerHealth loadBalancers, List<Verdict> servers) {
  /**
   * The verdict on one server.
   *
   * @param failing the conditions it fails, in words
   */
  public record Verdict(Server server, List<String> failing) {
    public Verdict {
      failing = List.copyOf(failing);
    }

    public boolean healthy() {
      return failing.isEmpty();
    }

    /** Such as {@code server 3: i-0abc is Pending, not InService}. */
    public String explanation() {
      return server.name() + ": " + (healthy() ? "healthy" : String.join("; ", failing));
    }
  }

  public GroupHealth {
    servers = List.copyOf(servers);
  }

  /** Judges every server of a snapshot of which everything was read. */
  public static GroupHealth of(
      ServerGroup group, LoadBalancerHealth loadBalancers, Machines machines, GateRules rules) {
    return of(group, loadBalancers, machines, rules, Depth.WHOLE);
  }

  /**
   * Judges every server of a snapshot.
   *
   * @param depth how much was read for it
   */
  public static GroupHealth of(
      ServerGroup group,
      LoadBalancerHealth loadBalancers,
      Machines machines,
      GateRules rules,
      Depth depth) {
    HealthGate gate = new HealthGate(loadBalancers, machines, rules, depth, group.readAt());
    return new GroupHealth(
        group,
        machines,
        loadBalancers,
        Roster.of(group, rules.withSlots()).stream()
            .map(server -> new Verdict(server, gate.failing(server)))
            .toList());
  }

  /** The load balancers that could not be asked or do not know, with what was said. */
  public Map<String, String> unreadable() {
    return loadBalancers.unreadable();
  }

  public List<Verdict> unhealthy() {
    return servers.stream().filter(verdict -> !verdict.healthy()).toList();
  }

  public int healthyCount() {
    return servers.size() - unhealthy().size();
  }
}
