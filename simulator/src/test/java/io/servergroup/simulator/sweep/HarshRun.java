package io.servergroup.simulator.sweep;

import java.util.List;
import java.util.function.LongFunction;

/** The rules that the harsh run of a seed breaks. */
public final class HarshRun implements LongFunction<List<String>> {
  @Override
  public List<String> apply(long seed) {
    return HostileRun.of(RunRequest.of(seed, FaultProfile.HARSH)).violations();
  }
}
