package io.servergroup.rollout;

import java.util.OptionalInt;

/**
 * A server of a batch, and the instance that is to be replaced.
 *
 * @param index its number; empty when nothing gives it one
 * @param group the name of its Auto Scaling group
 * @param instanceId the outdated instance; only this one is ever terminated
 * @param zone where that instance runs
 */
public record ChosenServer(OptionalInt index, String group, String instanceId, String zone) {
  /** What messages call it, such as {@code server 3}. */
  public String name() {
    return index.isPresent() ? "server " + index.getAsInt() : "the server on " + instanceId;
  }
}
