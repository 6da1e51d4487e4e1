package io.servergroup.simulator.sweep;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * How probable each fault is in the runs of a sweep.
 *
 * @param name on the command line
 * @param rates the probability of each kind, from 0 to 1, as {@link FaultKind#per} says
 * @param everyRun whether each kind can happen in every run; otherwise each run draws which kinds
 *     it has, every other on average, so that faults also meet without being drowned by others
 */
public record FaultProfile(String name, Map<FaultKind, Double> rates, boolean everyRun) {
  /** Nothing goes wrong. */
  public static final FaultProfile NONE = of("none", kind -> 0, true);

  /** Rates of a bad day. */
  public static final FaultProfile MILD = of("mild", FaultKind::mild, true);

  /** Rates that AWS never shows. */
  public static final FaultProfile HARSH = of("harsh", FaultKind::harsh, false);

  public FaultProfile {
    rates = Map.copyOf(rates);
  }

  /** One kind alone, at the rate it has in {@link #HARSH}. */
  public static FaultProfile alone(FaultKind alone) {
    return of(alone.word(), kind -> kind == alone ? kind.harsh() : 0, true);
  }

  /** The profile with that name; empty when there is none. */
  public static Optional<FaultProfile> named(String name) {
    return switch (name) {
      case "none" -> Optional.of(NONE);
      case "mild" -> Optional.of(MILD);
      case "harsh" -> Optional.of(HARSH);
      default -> FaultKind.of(name).map(FaultProfile::alone);
    };
  }

  /** The names of all profiles. */
  public static List<String> names() {
    List<String> names = new ArrayList<>(List.of(NONE.name, MILD.name, HARSH.name));
    names.addAll(FaultKind.words());
    return names;
  }

  /** The probability of a kind, from 0 to 1. */
  public double rate(FaultKind kind) {
    return rates.getOrDefault(kind, 0.0);
  }

  private static FaultProfile of(String name, ToDoubleFunction<FaultKind> rate, boolean everyRun) {
    Map<FaultKind, Double> rates = new EnumMap<>(FaultKind.class);
    for (FaultKind kind : FaultKind.values()) {
      rates.put(kind, rate.applyAsDouble(kind));
    }
    return new FaultProfile(name, rates, everyRun);
  }
}
