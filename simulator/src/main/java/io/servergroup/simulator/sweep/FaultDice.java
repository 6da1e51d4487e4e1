package io.servergroup.simulator.sweep;

import io.servergroup.simulator.kernel.RandomStream;
import io.servergroup.simulator.kernel.Simulation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Decides each time something could go wrong whether it does. Every kind has a random stream of its
 * own, so that one kind does not change what another does, and a fault that is left out does not
 * change which others are drawn.
 */
final class FaultDice {
  private final Simulation simulation;
  private final long seed;
  private final FaultProfile profile;
  private final Optional<Set<Fault>> only;
  private final Map<FaultKind, RandomStream> streams = new EnumMap<>(FaultKind.class);
  private final Map<FaultKind, Long> draws = new EnumMap<>(FaultKind.class);
  private final Set<FaultKind> kinds = EnumSet.noneOf(FaultKind.class);
  private final Map<FaultKind.Per, List<FaultKind>> byOccasion = new EnumMap<>(FaultKind.Per.class);
  private final List<Fault> faults = new ArrayList<>();
  private final Set<String> victims = new HashSet<>();
  private boolean ended;

  /**
   * @param only the faults that may happen; empty for all that are drawn
   */
  FaultDice(Simulation simulation, FaultProfile profile, Optional<Set<Fault>> only) {
    this.simulation = simulation;
    this.seed = simulation.seed();
    this.profile = profile;
    this.only = only;
    for (FaultKind.Per occasion : FaultKind.Per.values()) {
      byOccasion.put(occasion, new ArrayList<>());
    }
    for (FaultKind kind : kinds(seed, profile)) {
      kinds.add(kind);
      byOccasion.get(kind.per()).add(kind);
      streams.put(kind, new RandomStream(seed, "fault " + kind.word()));
    }
  }

  /** The kinds that can happen in the run of a seed, in the order of the table. */
  static Set<FaultKind> kinds(long seed, FaultProfile profile) {
    RandomStream choice = new RandomStream(seed, "faults");
    Set<FaultKind> kinds = EnumSet.noneOf(FaultKind.class);
    for (FaultKind kind : FaultKind.values()) {
      boolean chosen = choice.chance(0.5);
      if (profile.rate(kind) > 0 && (profile.everyRun() || chosen)) {
        kinds.add(kind);
      }
    }
    return kinds;
  }

  /** Whether a kind can happen in this run at all. */
  boolean has(FaultKind kind) {
    return kinds.contains(kind);
  }

  /**
   * What happens this time of everything that could happen at such an occasion: nothing, or one
   * thing. Every kind draws, so that what one does leaves the draws of the others alone.
   *
   * @param victim what it happens to, such as the name of an invocation
   */
  Optional<FaultKind> next(FaultKind.Per occasion, String victim) {
    FaultKind first = null;
    for (FaultKind kind : byOccasion.get(occasion)) {
      if (draws(kind) && first == null && mayHappen(kind, victim)) {
        first = kind;
      }
    }
    return Optional.ofNullable(first);
  }

  /** Whether one kind happens this time. */
  boolean happens(FaultKind kind) {
    return kinds.contains(kind) && draws(kind) && mayHappen(kind, "");
  }

  private boolean draws(FaultKind kind) {
    draws.merge(kind, 1L, Long::sum);
    return streams.get(kind).chance(profile.rate(kind));
  }

  private boolean mayHappen(FaultKind kind, String victim) {
    Fault fault = new Fault(kind, draws.get(kind));
    if (ended || (only.isPresent() && !only.get().contains(fault))) {
      return false;
    }
    faults.add(fault);
    victims.add(victim);
    simulation.trace().add("fault", victim, fault + ": " + kind.meaning());
    return true;
  }

  /** What the latest fault of a kind looks like in detail is drawn from here. */
  RandomStream details(FaultKind kind) {
    return new RandomStream(seed, "fault " + kind.word() + " " + draws.getOrDefault(kind, 0L));
  }

  /** Whether nothing goes wrong any more. */
  boolean ended() {
    return ended;
  }

  /** From now on nothing goes wrong. */
  void end() {
    ended = true;
  }

  /** A fault that has begun before strikes this one. */
  void strikes(String victim) {
    victims.add(victim);
  }

  /** Whether something happened to one whose name begins so. */
  boolean hit(String victim) {
    return victims.stream().anyMatch(each -> each.startsWith(victim));
  }

  /** What went wrong so far, in order. */
  List<Fault> faults() {
    return Collections.unmodifiableList(faults);
  }
}
