package io.servergroup.cli.story;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/**
 * How many servers were healthy when.
 *
 * @param servers there are
 * @param floor the number the rollout must not go below by its own action; empty when nobody knows
 * @param levels ordered by time, each until the next; empty when nobody knows
 */
public record Capacity(int servers, OptionalInt floor, List<Level> levels) {
  /**
   * So many from then on.
   *
   * @param at since the rollout was started
   */
  public record Level(Duration at, int healthy) {}

  public Capacity {
    levels = List.copyOf(levels);
  }

  /** The least there ever was; empty when nobody knows. */
  public OptionalInt lowest() {
    return levels.stream().mapToInt(Level::healthy).min();
  }

  /** The least there was between two times; empty when nobody knows. */
  public OptionalInt lowest(Duration from, Duration to) {
    OptionalInt lowest = OptionalInt.empty();
    for (int i = 0; i < levels.size(); i++) {
      Level level = levels.get(i);
      boolean ends = i + 1 < levels.size() && levels.get(i + 1).at().compareTo(from) <= 0;
      if (!ends && level.at().compareTo(to) < 0) {
        lowest = OptionalInt.of(Math.min(lowest.orElse(Integer.MAX_VALUE), level.healthy()));
      }
    }
    return lowest;
  }
}
