package io.servergroup.cli;

import io.servergroup.group.AutoScalingGroup;
import io.servergroup.group.Instance;
import io.servergroup.group.ServerGroup;
import io.servergroup.group.Slot;
import io.servergroup.health.GroupHealth;
import io.servergroup.health.Server;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The numbers by which a picture tells servers apart. A server that has no slot yet, as its
 * instance is on its way, is shown with the number of a free slot: of its zone, and rather one that
 * an instance of its group has not given back yet. No two rows have the same number. Where servers
 * have no identities, those that nothing numbers have the number of their place.
 */
final class RowNumbers {
  private final ServerGroup group;
  private final Set<Integer> taken = new TreeSet<>();

  private RowNumbers(ServerGroup group) {
    this.group = group;
  }

  /** Those of all servers, in their order. */
  static List<Integer> of(GroupHealth health) {
    return new RowNumbers(health.group())
        .of(health.servers().stream().map(GroupHealth.Verdict::server).toList());
  }

  private List<Integer> of(List<Server> servers) {
    servers.forEach(server -> server.index().ifPresent(taken::add));
    List<Integer> numbers = new ArrayList<>();
    for (Server server : servers) {
      int place = numbers.size();
      numbers.add(
          server
              .index()
              .orElseGet(
                  () -> {
                    int number = server.needsSlot() ? slot(server).orElseGet(this::beyond) : place;
                    taken.add(number);
                    return number;
                  }));
    }
    return numbers;
  }

  /** The number of the slot that the server may get. */
  private Optional<Integer> slot(Server server) {
    return group.slots().stream()
        .filter(slot -> !taken.contains(slot.index()))
        .filter(slot -> group.autoScalingGroups().stream().noneMatch(each -> isOf(each, slot)))
        .filter(slot -> isWithin(server, slot))
        .filter(slot -> isHeldWithin(server, slot) || slot.networkInterface().holder().isEmpty())
        .min(
            Comparator.comparing((Slot slot) -> isHeldWithin(server, slot) ? 0 : 1)
                .thenComparing(Slot::index))
        .map(Slot::index);
  }

  private static boolean isOf(AutoScalingGroup other, Slot slot) {
    return other.index().isPresent() && other.index().getAsInt() == slot.index();
  }

  /** Network interfaces never leave their zone. */
  private static boolean isWithin(Server server, Slot slot) {
    String zone = slot.networkInterface().zone();
    return server
        .instance()
        .map(instance -> instance.zone().equals(zone))
        .orElseGet(() -> server.group().zones().contains(zone));
  }

  private static boolean isHeldWithin(Server server, Slot slot) {
    return slot.networkInterface()
        .holder()
        .filter(
            holder ->
                server.group().instances().stream().map(Instance::id).anyMatch(holder::equals))
        .isPresent();
  }

  /** A number that nobody has, slots included. */
  private int beyond() {
    int number = group.size();
    for (Slot slot : group.slots()) {
      number = Math.max(number, slot.index() + 1);
    }
    for (int each : taken) {
      number = Math.max(number, each + 1);
    }
    return number;
  }
}
