package io.servergroup.rollout;

import io.servergroup.health.Server;
import java.time.Instant;
import java.util.Optional;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * Which servers a rollout replaces besides what their versions say.
 *
 * @param servers only these, by their numbers; empty for every server
 * @param launchedBefore instances launched before this are outdated whatever their version; empty
 *     when only the version counts
 */
public record Selection(NavigableSet<Integer> servers, Optional<Instant> launchedBefore) {
  /** Every server that is not at its target. */
  public static final Selection OUTDATED = new Selection(new TreeSet<>(), Optional.empty());

  public Selection {
    servers = new TreeSet<>(servers);
  }

  /** Whether the rollout is about this server. */
  public boolean includes(Server server) {
    return servers.isEmpty()
        || (server.index().isPresent() && servers.contains(server.index().getAsInt()));
  }
}
