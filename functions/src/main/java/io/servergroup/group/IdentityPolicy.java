package io.servergroup.group;

import java.time.Duration;
import java.util.Optional;

/**
 * How the identities of a group's servers are handled.
 *
 * @param earlyRelease what an instance in {@code Terminating:Wait} gives back before it is shut
 *     down
 * @param waitForDns whether a launch waits until every name server of the zone answers with the
 *     record
 * @param launchBudget how long a launch may wait for its slot, counted from the start of the
 *     instance
 */
public record IdentityPolicy(EarlyRelease earlyRelease, boolean waitForDns, Duration launchBudget) {
  /** What groups have whose tags say nothing else. */
  public static final IdentityPolicy USUAL =
      new IdentityPolicy(EarlyRelease.INTERFACE, false, Duration.ofHours(1));

  /** What the tags of one group say; empty where they say nothing. */
  public record Tags(
      Optional<EarlyRelease> earlyRelease,
      Optional<Boolean> waitForDns,
      Optional<Duration> launchBudget) {
    public static final Tags NONE = new Tags(Optional.empty(), Optional.empty(), Optional.empty());

    /** What the tags say, and for the rest what is usual. */
    public IdentityPolicy over(IdentityPolicy usual) {
      return new IdentityPolicy(
          earlyRelease.orElse(usual.earlyRelease()),
          waitForDns.orElse(usual.waitForDns()),
          launchBudget.orElse(usual.launchBudget()));
    }
  }
}
