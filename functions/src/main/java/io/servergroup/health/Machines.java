package io.servergroup.health;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What EC2 itself says about instances. Auto Scaling and load balancers learn of an instance that
 * goes down seconds or minutes after EC2 does.
 *
 * @param read whether EC2 was asked at all; when it was not, nothing is held against an instance
 * @param byId an instance that EC2 did not mention has no entry
 */
public record Machines(boolean read, Map<String, Machine> byId) {
  /** EC2 was not asked. */
  public static final Machines NOT_READ = new Machines(false, Map.of());

  /**
   * One instance.
   *
   * @param state as EC2 writes it, such as {@code shutting-down}
   * @param launchedAt when it was launched, or started again
   * @param hasInterface whether a network interface is completely attached where those of slots are
   */
  public record Machine(String state, Instant launchedAt, boolean hasInterface) {
    static final String RUNNING = "running";

    boolean isRunning() {
      return state.equals(RUNNING);
    }
  }

  public Machines {
    // Looked up by id only, never iterated.
    byId = new HashMap<>(byId);
  }

  /** EC2's answer to the question about these instances. */
  public static Machines of(Map<String, Machine> byId) {
    return new Machines(true, byId);
  }

  /** Whether an instance was launched before a time; one whose age nobody told was not. */
  public boolean isFromBefore(Instant time, String instanceId) {
    return launchedAt(instanceId).filter(launched -> launched.isBefore(time)).isPresent();
  }

  /** When an instance was launched; empty when nobody asked, or EC2 does not know it yet. */
  public Optional<Instant> launchedAt(String instanceId) {
    return Optional.ofNullable(byId.get(instanceId)).map(Machine::launchedAt);
  }
}
