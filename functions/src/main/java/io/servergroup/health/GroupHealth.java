package io.servergroup.health;

import io.servergroup.group.ServerGroup;
import java.util.List;

/**
 * A snapshot of a server group with the verdict on each of its servers.
 *
 * @param group what was read
 * @param servers in the order of the {@link Roster}
 */
public record GroupHealth(ServerGroup group, List<Verdict> servers) {
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

  /**
   * Judges every server of the snapshot.
   *
   * @param withSlots whether the servers of this server group have identities
   */
  public static GroupHealth of(
      ServerGroup group, LoadBalancerHealth loadBalancers, boolean withSlots) {
    return new GroupHealth(
        group,
        Roster.of(group, withSlots).stream()
            .map(server -> new Verdict(server, HealthGate.failing(server, loadBalancers)))
            .toList());
  }

  public List<Verdict> unhealthy() {
    return servers.stream().filter(verdict -> !verdict.healthy()).toList();
  }

  public int healthyCount() {
    return servers.size() - unhealthy().size();
  }
}
