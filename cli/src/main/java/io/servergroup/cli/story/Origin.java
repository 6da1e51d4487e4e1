package io.servergroup.cli.story;

import java.time.Instant;

/** What a story is told from. */
public sealed interface Origin {
  /**
   * A rehearsal on simulated AWS.
   *
   * @param command that runs it again
   */
  record Rehearsal(long seed, String command) implements Origin {}

  /**
   * A rollout in an AWS account.
   *
   * @param execution its ARN
   * @param began when it was started
   */
  record Account(String execution, Instant began) implements Origin {}
}
