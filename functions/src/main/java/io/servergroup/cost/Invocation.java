package io.servergroup.cost;

import java.time.Duration;

/**
 * What one invocation of a function does.
 *
 * @param function its name
 * @param calls what it calls
 * @param rounds how often it waits for an answer; calls made at the same time are one round
 * @param pauses how long it waits for something else, which is billed as well
 */
public record Invocation(String function, Calls calls, int rounds, Duration pauses) {
  Invocation(String function, Calls calls, int rounds) {
    this(function, calls, rounds, Duration.ZERO);
  }

  /** The same, and then something more. */
  Invocation then(Calls more, int moreRounds) {
    return new Invocation(function, calls.plus(more), rounds + moreRounds, pauses);
  }

  /** The same, and then a pause. */
  Invocation pausing(Duration pause) {
    return new Invocation(function, calls, rounds, pauses.plus(pause));
  }

  /** How long it waits for answers, and for what it waits for besides. */
  Duration waits(Duration round) {
    return pauses.plus(round.multipliedBy(rounds));
  }
}
