package io.servergroup.cli.past;

import io.servergroup.cli.story.Capacity;
import io.servergroup.cli.story.Capacity.Level;
import io.servergroup.cli.story.Phase;
import io.servergroup.cli.story.ServerStory;
import io.servergroup.cli.story.Stretch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.TreeSet;

/** Counts from their lives how many servers were healthy when. */
final class PastCapacity {
  private PastCapacity() {}

  static Capacity of(List<ServerStory> servers, OptionalInt floor, Duration shown) {
    TreeSet<Duration> times = new TreeSet<>(List.of(Duration.ZERO));
    stretches(servers)
        .forEach(
            stretch -> {
              times.add(stretch.from());
              times.add(stretch.to());
            });
    List<Level> levels = new ArrayList<>();
    for (Duration time : times.headSet(shown, false)) {
      int healthy = (int) servers.stream().filter(server -> serves(server, time)).count();
      if (levels.isEmpty() || levels.getLast().healthy() != healthy) {
        levels.add(new Level(time, healthy));
      }
    }
    return new Capacity(servers.size(), floor, levels);
  }

  private static List<Stretch> stretches(List<ServerStory> servers) {
    return servers.stream()
        .flatMap(server -> server.lives().stream())
        .flatMap(life -> life.stretches().stream())
        .filter(stretch -> stretch.phase() == Phase.SERVING)
        .toList();
  }

  /** A server of which nothing is known was not touched. */
  private static boolean serves(ServerStory server, Duration time) {
    return server.lives().isEmpty()
        || stretches(List.of(server)).stream()
            .anyMatch(
                stretch -> stretch.from().compareTo(time) <= 0 && stretch.to().compareTo(time) > 0);
  }
}
