package io.servergroup.rollout;

import io.servergroup.group.TemplateVersion;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the lock's item says of a server group.
 *
 * @param holder the ARN of the execution that holds the lock; empty when nobody does
 * @param pauseRequested who asked the rollout to pause, in words; empty when nobody did
 * @param settlesAt until when a function of the last holder may still do something; empty when that
 *     is long past
 * @param turnedBack whether the holder takes its servers back
 * @param origins by the name of an Auto Scaling group: the version its servers had before this
 *     rollout replaced them
 */
public record LockState(
    Optional<String> holder,
    Optional<String> pauseRequested,
    Optional<Instant> settlesAt,
    boolean turnedBack,
    Map<String, TemplateVersion> origins) {
  /** Nobody holds the lock. */
  public static final LockState FREE =
      new LockState(Optional.empty(), Optional.empty(), Optional.empty(), false, Map.of());

  public LockState {
    origins = new TreeMap<>(origins);
  }

  /** Held by an execution that nobody asked to pause and that has replaced nothing yet. */
  public static LockState heldBy(String execution) {
    return new LockState(
        Optional.of(execution), Optional.empty(), Optional.empty(), false, Map.of());
  }

  /** The same without its holder. */
  public LockState released() {
    return new LockState(Optional.empty(), pauseRequested, settlesAt, turnedBack, origins);
  }
}
