package io.servergroup.stack;

import io.servergroup.rollout.Finding;
import io.servergroup.rollout.Listing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Whether every server that exists keeps its subnet. The interface of one that moved would be
 * another one, with another address; and the old one could not be deleted while it is in use.
 *
 * <p>What is compared is what AWS has and not what the stack had before: so an update that takes a
 * refused one back is never refused itself.
 */
final class HomeChecks {
  private final ClusterInputs inputs;
  private final Map<Integer, String> homes;

  HomeChecks(ClusterInputs inputs, Map<Integer, String> homes) {
    this.inputs = inputs;
    this.homes = homes;
  }

  List<Finding> check() {
    List<String> subnets = inputs.subnetIds();
    if (subnets.isEmpty()) {
      return List.of();
    }
    List<String> moved = new ArrayList<>();
    for (int server = 0; server < inputs.size().orElse(0); server++) {
      String wanted = subnets.get(server % subnets.size());
      String home = homes.getOrDefault(server, wanted);
      if (!home.equals(wanted)) {
        moved.add("server %d from %s to %s".formatted(server, home, wanted));
      }
    }
    return moved.isEmpty()
        ? List.of()
        : List.of(
            new Finding(
                ClusterInputs.SUBNETS,
                "would move servers, whose addresses would change: " + Listing.of(moved),
                "list the subnets so that every server that exists keeps its own; server N has the"
                    + " one at place N, counted from 0 and begun anew at the end"));
  }
}
