package io.servergroup.group;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What of a slot is taken from an instance in {@code Terminating:Wait}, which its load balancers
 * have drained but which still runs. What is not taken comes free when EC2 shuts the instance down.
 */
public enum EarlyRelease {
  /** Nothing: the replacement waits until the old instance is gone. */
  NOTHING,
  /** The network interface: right unless the software still uses its address after the drain. */
  INTERFACE,
  /**
   * The network interface and the volumes: right only when the software has stopped and the volumes
   * are unmounted by then, because a volume that is detached while mounted stays busy or loses what
   * was not yet written. A volume whose server says that it is mounted ({@code ServerGroupMounted})
   * is not taken, and comes free when the instance is shut down.
   */
  EVERYTHING;

  /** The word for it in tags and settings. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What a word in a tag or a setting means; empty for any other word. */
  public static Optional<EarlyRelease> of(String word) {
    return Arrays.stream(values()).filter(value -> value.word().equals(word)).findFirst();
  }

  /** All words, for a message. */
  public static String words() {
    return Arrays.stream(values()).map(EarlyRelease::word).collect(Collectors.joining(", "));
  }
}
