package io.servergroup.simulator.aws.autoscaling;

import java.time.Duration;

/**
 * A lifecycle hook.
 *
 * @param heartbeat how long an action waits for a heartbeat
 * @param defaultResult how an action ends that gets none
 * @param metadata passed on in the event, or null
 */
public record Hook(
    String name,
    Transition transition,
    Duration heartbeat,
    Outcome defaultResult,
    String metadata) {
  private static final Duration LONGEST = Duration.ofDays(2);
  private static final int MOST_HEARTBEATS = 100;
  private static final int USUAL_SECONDS = 3_600;

  /** A hook as a request describes it; null stands for what the documentation says is usual. */
  static Hook of(String name, String transition, Integer seconds, String result, String metadata) {
    int heartbeat = seconds == null ? USUAL_SECONDS : seconds;
    if (heartbeat < 30 || heartbeat > 7_200) {
      throw AutoScalingError.validation(
          "The heartbeat timeout of hook '"
              + name
              + "' is "
              + heartbeat
              + " seconds; it must be from 30 to 7200");
    }
    return new Hook(
        name,
        Transition.of(transition),
        Duration.ofSeconds(heartbeat),
        result == null ? Outcome.ABANDON : Outcome.of(result),
        metadata);
  }

  /** The longest an action can wait, however many heartbeats it gets. */
  Duration global() {
    Duration most = heartbeat.multipliedBy(MOST_HEARTBEATS);
    return most.compareTo(LONGEST) < 0 ? most : LONGEST;
  }
}
