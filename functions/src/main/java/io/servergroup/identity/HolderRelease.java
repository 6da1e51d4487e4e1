package io.servergroup.identity;

import io.servergroup.group.Instance;
import io.servergroup.group.LifecycleState;
import java.util.Optional;

/** Whether what an instance holds may be taken from it. */
sealed interface HolderRelease {
  String reason();

  /** It may be taken. */
  record Free(String reason) implements HolderRelease {}

  /** It may not be taken now; it comes free when the holder is gone. */
  record Soon(String reason) implements HolderRelease {}

  /** It is never taken: the holder serves, or nobody can tell that it does not. */
  record Never(String reason) implements HolderRelease {}

  /**
   * Judges a holder.
   *
   * @param released whether an instance in {@code Terminating:Wait} gives this back early
   */
  static HolderRelease of(Situation situation, String holder, boolean released) {
    Optional<InstanceFacts> facts = situation.factsOf(holder);
    if (facts.map(InstanceFacts::isEnding).orElse(false)) {
      return new Free("its holder %s is shut down".formatted(holder));
    }
    Optional<LifecycleState> state = situation.instance(holder).map(Instance::state);
    return switch (state.orElse(LifecycleState.UNKNOWN)) {
      // The load balancers drain an instance before its terminate hook holds it, so it serves no
      // more: https://docs.aws.amazon.com/autoscaling/ec2/userguide/lifecycle-hooks.html
      case TERMINATING_WAIT, TERMINATING_PROCEED ->
          released
              ? new Free("its holder %s is drained and terminating".formatted(holder))
              : new Soon(
                  "its holder %s is terminating and gives it back when it is shut down"
                      .formatted(holder));
      case TERMINATED -> new Free("its holder %s is terminated".formatted(holder));
      case TERMINATING -> new Soon("its holder %s is still being drained".formatted(holder));
      case UNKNOWN ->
          new Never(
              "its holder %s is in none of the Auto Scaling groups read, and EC2 %s; it is not taken from an unknown holder"
                  .formatted(
                      holder,
                      facts.map(f -> "says it is " + f.state()).orElse("does not say it is gone")));
      default ->
          new Never(
              "its holder %s is %s; it is never taken from an instance that may serve"
                  .formatted(holder, state.map(LifecycleState::text).orElseThrow()));
    };
  }
}
