package io.servergroup.rollout;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Everything that is read once, before a rollout starts.
 *
 * @param situation the group; its lock holder is another execution that still runs, or nobody
 * @param refreshes by the name of an Auto Scaling group: the instance refresh at work on it, in
 *     words
 * @param untilHealthy by the name of a classic load balancer or the ARN of a target group: how long
 *     it takes to find a good instance healthy; without those that could not be read
 * @param hooks what is wrong with the lifecycle hooks, so that servers could start without identity
 * @param drift what the inspection of the identities found
 */
public record Survey(
    Situation situation,
    Map<String, String> refreshes,
    Map<String, Duration> untilHealthy,
    List<Finding> hooks,
    List<Finding> drift) {
  public Survey {
    refreshes = new TreeMap<>(refreshes);
    untilHealthy = new TreeMap<>(untilHealthy);
    hooks = List.copyOf(hooks);
    drift = List.copyOf(drift);
  }

  /** A group whose identities are in order and on which nobody else works. */
  public static Survey of(Situation situation) {
    return new Survey(situation, Map.of(), Map.of(), List.of(), List.of());
  }
}
