package io.servergroup.health;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the load balancers say about instances.
 *
 * @param answers by the name of the classic load balancer or the ARN of the target group
 */
public record LoadBalancerHealth(Map<String, Answer> answers) {
  /** What one load balancer answered. */
  public sealed interface Answer {
    /** It answered; an instance it does not mention is not registered with it. */
    record Answered(Map<String, State> byInstance) implements Answer {
      public Answered {
        // Looked up by key only, never iterated.
        byInstance = new HashMap<>(byInstance);
      }
    }

    /** It could not be asked, for this reason. */
    record Unreadable(String why) implements Answer {}
  }

  /**
   * What a load balancer says about one instance.
   *
   * @param healthy whether it sends the instance requests
   * @param words the answer as an operator knows it, such as {@code unhealthy
   *     (Target.FailedHealthChecks)}
   */
  public record State(boolean healthy, String words) {}

  public LoadBalancerHealth {
    answers = new LinkedHashMap<>(answers);
  }

  /** For groups without load balancers. */
  public static LoadBalancerHealth none() {
    return new LoadBalancerHealth(Map.of());
  }

  /**
   * The load balancers that could not be asked, with what AWS said. What is behind them is unknown
   * rather than unhealthy.
   */
  public Map<String, String> unreadable() {
    Map<String, String> unreadable = new LinkedHashMap<>();
    answers.forEach(
        (balancer, answer) -> {
          if (answer instanceof Answer.Unreadable(String why)) {
            unreadable.put(balancer, why);
          }
        });
    return unreadable;
  }

  /** What {@code balancer} says about the instance; never healthy when nothing is known. */
  public State of(String balancer, String instanceId) {
    return switch (answers.get(balancer)) {
      case null -> new State(false, "was not asked");
      case Answer.Unreadable(String why) -> new State(false, "could not be read: " + why);
      case Answer.Answered answered ->
          answered.byInstance().getOrDefault(instanceId, new State(false, "not registered"));
    };
  }
}
