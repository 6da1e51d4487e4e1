package io.servergroup.stack;

import io.servergroup.health.GroupHealth;
import java.util.Optional;

/** What a decision may have to know of the world; read only when it does. */
public interface RolloutReadings {
  /** The server group with the verdict on each of its servers; without any while it has none. */
  GroupHealth health();

  /** The execution that rolls the group, or has begun to and does not hold its lock yet. */
  Optional<String> runningRollout();

  /**
   * Whether one of the first servers runs something else than its group would launch now.
   *
   * @param servers how many; those with a higher number are about to go
   */
  boolean hasChanged(int servers);

  /**
   * How far a rollout is.
   *
   * @param execution its ARN
   */
  RolloutRun run(String execution);
}
