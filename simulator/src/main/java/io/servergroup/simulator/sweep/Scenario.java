package io.servergroup.simulator.sweep;

import io.servergroup.simulator.rehearsal.RehearsalOptions;
import io.servergroup.simulator.rehearsal.Topology;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * One hostile run, before it begins: everything of it is decided by these values.
 *
 * @param seed decides everything that is left to chance
 * @param servers how many servers the cluster has, 1 to {@link #MOST_SERVERS}
 * @param fixedVersion whether the groups name version 1 by its number, and rollouts are told theirs
 * @param newImage whether there is a new image when the first rollout starts
 * @param first the input of the first rollout
 * @param second the input of every other rollout
 * @param hostileCreation whether faults happen already while the cluster is created
 * @param lastRollout whether a person starts a last rollout when the faults have ended
 * @param profile how probable each fault is
 * @param only the faults that may happen; empty for all that are drawn
 */
public record Scenario(
    long seed,
    int servers,
    Topology topology,
    RehearsalOptions.LoadBalancerKind loadBalancers,
    boolean fixedVersion,
    boolean newImage,
    Map<String, Object> first,
    Map<String, Object> second,
    boolean hostileCreation,
    boolean lastRollout,
    FaultProfile profile,
    Optional<Set<Fault>> only) {
  /** The most servers a hostile run has. */
  public static final int MOST_SERVERS = 40;

  /** The run that a seed stands for. */
  static Scenario of(long seed, FaultProfile profile) {
    return new ScenarioDraw(seed, profile, OptionalInt.empty()).draw();
  }

  /** The run that is asked for. */
  public static Scenario of(RunRequest request) {
    Scenario drawn = new ScenarioDraw(request.seed(), request.profile(), request.servers()).draw();
    return request.only().map(drawn::withOnly).orElse(drawn);
  }

  /** The kinds of faults that can happen in this run, in the order of their table. */
  public Set<FaultKind> faultKinds() {
    return FaultDice.kinds(seed, profile);
  }

  private Scenario withOnly(Set<Fault> faults) {
    return new Scenario(
        seed,
        servers,
        topology,
        loadBalancers,
        fixedVersion,
        newImage,
        first,
        second,
        hostileCreation,
        lastRollout,
        profile,
        Optional.of(faults));
  }
}
