package io.servergroup.stack;

import java.util.Optional;

/**
 * What one look at a request has come to.
 *
 * @param known what the next look has to know
 */
public record RolloutStep(StackDecision decision, Known known) {
  /**
   * What earlier looks have found.
   *
   * @param execution the ARN of the rollout to follow; empty as long as there is none
   * @param hadCapacity whether all servers were seen healthy, so that they need not be again
   * @param afterAnother whether another rollout was there, which may leave servers on their way
   */
  public record Known(Optional<String> execution, boolean hadCapacity, boolean afterAnother) {
    /** Before the first look. */
    public static final Known NOTHING = new Known(Optional.empty(), false, false);

    Known following(String arn) {
      return new Known(Optional.of(arn), hadCapacity, afterAnother);
    }

    Known withCapacity() {
      return new Known(execution, true, afterAnother);
    }

    Known withAnother() {
      return new Known(execution, hadCapacity, true);
    }
  }
}
