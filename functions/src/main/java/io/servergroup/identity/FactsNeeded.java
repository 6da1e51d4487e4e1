package io.servergroup.identity;

import io.servergroup.group.Instance;
import io.servergroup.group.LifecycleState;
import io.servergroup.group.ServerGroup;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Which instances EC2 has to be asked about before a decision. */
public final class FactsNeeded {
  private FactsNeeded() {}

  /**
   * The ids of instances whose lifecycle state does not say enough. Those who hold what others wait
   * for matter only when somebody waits.
   *
   * @param thorough whether instances in service are to be checked too
   */
  public static NavigableSet<String> of(ServerGroup group, boolean thorough) {
    Map<String, LifecycleState> states = new TreeMap<>();
    group.instances().forEach((Instance i) -> states.put(i.id(), i.state()));
    NavigableSet<String> ids = new TreeSet<>();
    states.forEach(
        (id, state) -> {
          if (state == LifecycleState.PENDING_WAIT
              || (thorough && state == LifecycleState.IN_SERVICE)) {
            ids.add(id);
          }
        });
    if (!ids.isEmpty()) {
      holders(group)
          .filter(holder -> isUnclear(states.getOrDefault(holder, LifecycleState.UNKNOWN)))
          .forEach(ids::add);
    }
    return ids;
  }

  private static Stream<String> holders(ServerGroup group) {
    return group.slots().stream()
        .flatMap(
            slot ->
                Stream.concat(
                    slot.networkInterface().holder().stream(),
                    slot.volumes().stream().flatMap(volume -> volume.holder().stream())));
  }

  /** An instance in service is never relieved of its slot, a terminated one always. */
  private static boolean isUnclear(LifecycleState state) {
    return switch (state) {
      case IN_SERVICE, TERMINATED -> false;
      default -> true;
    };
  }
}
