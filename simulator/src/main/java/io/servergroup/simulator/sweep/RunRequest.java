package io.servergroup.simulator.sweep;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which hostile run to make.
 *
 * @param servers instead of the number that the seed stands for, 1 to 40
 * @param only the faults that may happen; empty for all that are drawn
 */
public record RunRequest(
    long seed, FaultProfile profile, OptionalInt servers, Optional<Set<Fault>> only) {
  /** The most servers a hostile run has. */
  public static final int MOST_SERVERS = Scenario.MOST_SERVERS;

  /** The run that a seed stands for. */
  public static RunRequest of(long seed, FaultProfile profile) {
    return new RunRequest(seed, profile, OptionalInt.empty(), Optional.empty());
  }

  RunRequest withServers(int number) {
    return new RunRequest(seed, profile, OptionalInt.of(number), only);
  }

  RunRequest withOnly(Set<Fault> faults) {
    return new RunRequest(seed, profile, servers, Optional.of(new TreeSet<>(faults)));
  }
}
