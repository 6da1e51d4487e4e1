package io.servergroup.simulator.rehearsal;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * What happens while a rollout is rehearsed.
 *
 * @param bootFailureAt the server whose new software never answers while the rollout runs; empty
 *     when all boot
 * @param alarmAt the number of the batch, from 1, with whose beginning the rollout's alarm goes
 *     into ALARM; it is quiet again once the rollout has ended. Empty for a rollout without alarm
 * @param cancelAt the number of the batch, from 1, soon after whose beginning somebody stops the
 *     rollout and, once the group is whole, starts another; empty when nobody does
 * @param approveAfter how long a person takes to answer each question of the rollout
 */
public record Incidents(
    OptionalInt bootFailureAt, OptionalInt alarmAt, OptionalInt cancelAt, Duration approveAfter) {
  /** How long a person takes unless somebody says otherwise. */
  public static final Duration USUAL_ANSWER = Duration.ofSeconds(60);

  /** The rollout's alarm. */
  static final String ALARM = RehearsalOptions.serverGroup() + "-errors";

  /** Nothing unusual. */
  public static final Incidents NONE = ofBoot(OptionalInt.empty());

  /** At most a server that does not boot. */
  public static Incidents ofBoot(OptionalInt bootFailureAt) {
    return new Incidents(bootFailureAt, OptionalInt.empty(), OptionalInt.empty(), USUAL_ANSWER);
  }
}
