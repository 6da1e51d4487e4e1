package io.servergroup.health;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

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
   * @param known whether it knows; an error of its own may keep it from that
   * @param words the answer as an operator knows it, such as {@code unhealthy
   *     (Target.FailedHealthChecks)}
   */
  public record State(boolean healthy, boolean known, String words) {
    /** A state that the load balancer knows. */
    public State(boolean healthy, String words) {
      this(healthy, true, words);
    }
  }

  private static final State NOT_REGISTERED = new State(false, "not registered");

  public LoadBalancerHealth {
    answers = new LinkedHashMap<>(answers);
  }

  /** For groups without load balancers. */
  public static LoadBalancerHealth none() {
    return new LoadBalancerHealth(Map.of());
  }

  /**
   * The load balancers that could not be asked, or do not know an instance's health themselves,
   * with what was said. What is behind them is unknown rather than unhealthy.
   */
  public Map<String, String> unreadable() {
    Map<String, String> unreadable = new LinkedHashMap<>();
    answers.forEach((balancer, answer) -> why(answer).ifPresent(w -> unreadable.put(balancer, w)));
    return unreadable;
  }

  private static Optional<String> why(Answer answer) {
    return switch (answer) {
      case Answer.Unreadable(String why) -> Optional.of(why);
      case Answer.Answered(Map<String, State> byInstance) ->
          byInstance.entrySet().stream()
              .filter(each -> !each.getValue().known())
              .map(each -> "it says of " + each.getKey() + ": " + each.getValue().words())
              .findFirst();
    };
  }

  /** What {@code balancer} says about the instance; never healthy when nothing is known. */
  public State of(String balancer, String instanceId) {
    return switch (answers.get(balancer)) {
      case null -> new State(false, "was not asked");
      case Answer.Unreadable(String why) -> new State(false, "could not be read: " + why);
      case Answer.Answered answered ->
          answered.byInstance().getOrDefault(instanceId, NOT_REGISTERED);
    };
  }
}
