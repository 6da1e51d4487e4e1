package io.servergroup.health;

import io.servergroup.group.Instance;
import io.servergroup.group.LifecycleState;
import io.servergroup.group.NetworkInterface;
import io.servergroup.group.Slot;
import io.servergroup.group.Volume;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All conditions a server must meet to count as healthy. What is missing or could not be read is
 * not met. The group's own HealthStatus is one condition among others: it says Healthy of every new
 * instance and ignores a load balancer until a target has passed once.
 */
final class HealthGate {
  /** The process without which a group launches nothing. */
  private static final String LAUNCH = "Launch";

  private final LoadBalancerHealth loadBalancers;
  private final Machines machines;
  private final GateRules rules;
  private final Depth depth;
  private final Instant now;

  /**
   * A gate for one reading of a group.
   *
   * @param depth how much was read
   * @param now when it was read
   */
  HealthGate(
      LoadBalancerHealth loadBalancers,
      Machines machines,
      GateRules rules,
      Depth depth,
      Instant now) {
    this.loadBalancers = loadBalancers;
    this.machines = machines;
    this.rules = rules;
    this.depth = depth;
    this.now = now;
  }

  /** The conditions this server fails, in words; empty when it is healthy. */
  List<String> failing(Server server) {
    if (server.instance().isEmpty()) {
      return List.of(nobody(server));
    }
    Instance instance = server.instance().get();
    List<String> failing = new ArrayList<>();
    if (instance.state() != LifecycleState.IN_SERVICE) {
      failing.add(instance.id() + " is " + instance.state().text() + ", not InService");
    } else if (depth == Depth.GROUPS) {
      failing.add(instance.id() + " is in service; nothing else was asked about it");
    } else {
      if (!instance.healthy()) {
        failing.add(instance.id() + " is marked Unhealthy by its group");
      }
      machineFailure(server, instance).ifPresent(failing::add);
      addLoadBalancerFailures(server, instance, failing);
    }
    if (depth == Depth.WHOLE && server.needsSlot()) {
      addSlotFailures(server, instance, failing);
    }
    return List.copyOf(failing);
  }

  private static String nobody(Server server) {
    List<String> why = new ArrayList<>();
    server.group().instances().stream()
        .filter(i -> i.state().isLeaving())
        .forEach(i -> why.add(i.id() + " is " + i.state().text()));
    if (server.group().suspendedProcesses().contains(LAUNCH)) {
      why.add("its process " + LAUNCH + " is suspended");
    }
    String empty = "no instance of " + server.group().name() + " fills this place";
    return why.isEmpty() ? empty : empty + " (" + String.join(", ", why) + ")";
  }

  private Optional<String> machineFailure(Server server, Instance instance) {
    if (!machines.read() && depth != Depth.INSTANCES) {
      return Optional.empty();
    }
    Machines.Machine machine = machines.byId().get(instance.id());
    if (machine == null) {
      return Optional.of("EC2 does not know " + instance.id());
    }
    if (!machine.isRunning()) {
      return Optional.of("EC2 says " + instance.id() + " is " + machine.state());
    }
    if (depth == Depth.INSTANCES && server.needsSlot() && !machine.hasInterface()) {
      return Optional.of(
          "EC2 says "
              + instance.id()
              + " has no network interface but the one it was launched with");
    }
    Duration up = Duration.between(machine.launchedAt(), now);
    return up.compareTo(rules.minUptime()) >= 0
        ? Optional.empty()
        : Optional.of(
            "%s has been up for %d of %d seconds"
                .formatted(instance.id(), up.toSeconds(), rules.minUptime().toSeconds()));
  }

  private void addLoadBalancerFailures(Server server, Instance instance, List<String> failing) {
    for (String name : server.group().classicLoadBalancers()) {
      LoadBalancerHealth.State state = loadBalancers.of(name, instance.id());
      if (!state.healthy()) {
        failing.add("load balancer " + name + " says of " + instance.id() + ": " + state.words());
      }
    }
    for (String arn : server.group().targetGroups()) {
      LoadBalancerHealth.State state = loadBalancers.of(arn, instance.id());
      if (!state.healthy()) {
        failing.add(
            "target group " + shortName(arn) + " says of " + instance.id() + ": " + state.words());
      }
    }
  }

  /** {@code web} of {@code arn:aws:elasticloadbalancing:...:targetgroup/web/0123}. */
  private static String shortName(String targetGroupArn) {
    String[] parts = targetGroupArn.split("/", -1);
    return parts.length == 3 ? parts[1] : targetGroupArn;
  }

  private static void addSlotFailures(Server server, Instance instance, List<String> failing) {
    if (server.slot().isEmpty()) {
      failing.add(
          server.group().index().isPresent()
              ? "no network interface carries its index"
              : instance.id() + " holds no slot");
      return;
    }
    Slot slot = server.slot().get();
    if (!slot.networkInterface().isAttachedTo(instance.id())) {
      failing.add(whereIs(slot.networkInterface()) + ", not attached to " + instance.id());
    }
    for (Volume volume : slot.volumes()) {
      if (!volume.isAttachedTo(instance.id())) {
        failing.add(whereIs(volume) + ", not attached to " + instance.id());
      }
    }
  }

  private static String whereIs(NetworkInterface networkInterface) {
    return "network interface "
        + networkInterface.id()
        + networkInterface
            .attachment()
            .map(a -> " is " + a.status() + " (" + a.instanceId() + ")")
            .orElse(" is " + networkInterface.status());
  }

  private static String whereIs(Volume volume) {
    return "volume "
        + volume.id()
        + volume
            .attachment()
            .map(a -> " is " + a.state() + " (" + a.instanceId() + ")")
            .orElse(" is " + volume.state());
  }
}
