package io.servergroup.identity;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What EC2 itself says about an instance, in or out of its Auto Scaling group.
 *
 * @param tags by key
 * @param interfaces the ids of its network interfaces by device index, on the first network card
 */
public record InstanceFacts(
    String id, State state, SortedMap<String, String> tags, SortedMap<Integer, String> interfaces) {
  public InstanceFacts {
    tags = new TreeMap<>(tags);
    interfaces = new TreeMap<>(interfaces);
  }

  /** The state of an instance in EC2, which never goes back from the last two. */
  public enum State {
    PENDING,
    RUNNING,
    STOPPING,
    STOPPED,
    SHUTTING_DOWN,
    TERMINATED,
    /** A state this version does not know. */
    UNKNOWN;

    /** The state that the EC2 API calls {@code text}. */
    public static State of(String text) {
      return switch (text) {
        case "pending" -> PENDING;
        case "running" -> RUNNING;
        case "stopping" -> STOPPING;
        case "stopped" -> STOPPED;
        case "shutting-down" -> SHUTTING_DOWN;
        case "terminated" -> TERMINATED;
        case null, default -> UNKNOWN;
      };
    }
  }

  /** True when it is on its way out for good: no later reading can show it back. */
  public boolean isEnding() {
    return state == State.SHUTTING_DOWN || state == State.TERMINATED;
  }

  /** Whether it carries all of these tags. */
  public boolean carries(Map<String, String> wanted) {
    return tags.entrySet().containsAll(wanted.entrySet());
  }
}
