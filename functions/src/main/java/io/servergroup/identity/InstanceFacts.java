package io.servergroup.identity;

import java.time.Instant;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What EC2 itself says about an instance, in or out of its Auto Scaling group.
 *
 * @param startedAt when it was launched, or started again
 * @param vpcId empty text for an instance that has none any more
 * @param tags by key
 * @param interfaces its network interfaces by device index, on the first network card
 * @param volumes the status of its volumes by their ids: attaching, attached, detaching, detached
 */
public record InstanceFacts(
    String id,
    State state,
    Instant startedAt,
    String vpcId,
    SortedMap<String, String> tags,
    SortedMap<Integer, Card> interfaces,
    SortedMap<String, String> volumes) {
  /** The status of what is completely attached. */
  public static final String ATTACHED = "attached";

  public InstanceFacts {
    tags = Collections.unmodifiableSortedMap(new TreeMap<>(tags));
    interfaces = Collections.unmodifiableSortedMap(new TreeMap<>(interfaces));
    volumes = Collections.unmodifiableSortedMap(new TreeMap<>(volumes));
  }

  /**
   * A network interface at one of its device indexes.
   *
   * @param status attaching, attached, detaching, detached
   */
  public record Card(
      String interfaceId, String attachmentId, String status, boolean deleteOnTermination) {}

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

    private final String text = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** What the EC2 API calls it. */
    public String text() {
      return text;
    }

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
    for (Map.Entry<String, String> tag : wanted.entrySet()) {
      if (!tag.getValue().equals(tags.get(tag.getKey()))) {
        return false;
      }
    }
    return true;
  }

  /** This network interface, when it is completely attached. */
  public Optional<Card> attached(String interfaceId) {
    return interfaces.values().stream()
        .filter(card -> card.interfaceId().equals(interfaceId) && card.status().equals(ATTACHED))
        .findFirst();
  }

  /** Whether any network interface is completely attached at this device index. */
  public boolean hasAttachedAt(int deviceIndex) {
    Card card = interfaces.get(deviceIndex);
    return card != null && card.status().equals(ATTACHED);
  }

  /** Whether this volume is completely attached. */
  public boolean hasVolume(String volumeId) {
    return ATTACHED.equals(volumes.get(volumeId));
  }
}
