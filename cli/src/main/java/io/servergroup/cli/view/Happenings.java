package io.servergroup.cli.view;

import io.servergroup.simulator.kernel.TraceEntry;
import io.servergroup.simulator.rehearsal.RehearsalObserver.Progress;
import io.servergroup.simulator.rehearsal.RehearsalObserver.ServerState;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One line for each thing that happens.
 *
 * <p>It remembers which instance belongs to which server, because the trace names instances and
 * people think in servers.
 */
public final class Happenings {
  private static final Set<String> DETAILS = Set.of("api", "lambda");

  private final boolean verbose;
  private final Map<String, Integer> serverOf = new HashMap<>();
  private List<ServerState> known = List.of();
  private int announced;

  /**
   * @param verbose whether API calls and what functions say get a line, too
   */
  public Happenings(boolean verbose) {
    this.verbose = verbose;
  }

  /** Learns from the picture who is who. */
  public void learn(Progress progress) {
    List<ServerState> servers = progress.servers();
    for (int i = 0; i < servers.size(); i++) {
      ServerState server = servers.get(i);
      if (i >= known.size() || !known.get(i).equals(server)) {
        serverOf.put(server.instance(), server.server());
        serverOf.put(server.holder(), server.server());
      }
    }
    serverOf.remove("");
    known = servers;
  }

  /** The line for {@code entry}; empty when it is a detail nobody asked for. */
  public Optional<Line> line(Duration since, TraceEntry entry) {
    if (!verbose && DETAILS.contains(entry.source())) {
      return Optional.empty();
    }
    Integer server = serverOf.get(entry.subject());
    String who = server == null ? "" : "server " + server;
    return Optional.of(
        Line.of(Style.FAINT, Amounts.preciseClock(since))
            .and("  %-11s  ".formatted(who))
            .and(Style.FAINT, "%-12s".formatted(entry.source()))
            .and("  " + entry.subject() + ": ")
            .and(entry.source().equals("fault") ? Style.BAD : Style.PLAIN, entry.text()));
  }

  /** The line that says a batch begins; empty when this picture shows no batch that is new. */
  public Optional<Line> batch(Progress progress) {
    List<Integer> servers =
        progress.servers().stream().filter(ServerState::inBatch).map(ServerState::server).toList();
    if (progress.batch() <= announced || servers.isEmpty()) {
      return Optional.empty();
    }
    announced = progress.batch();
    return Optional.of(
        Line.of(Style.FAINT, Amounts.preciseClock(progress.since()))
            .and(Style.STRONG, "  batch " + progress.batch())
            .and(" replaces " + Amounts.servers(servers)));
  }
}
