package io.servergroup.rollout;

import io.servergroup.group.Instance;
import io.servergroup.group.TemplateVersion;
import io.servergroup.health.Server;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A server of a batch, and the instance that is to be replaced.
 *
 * @param index its number; empty when nothing gives it one
 * @param group the name of its Auto Scaling group
 * @param instanceId the outdated instance; only this one is ever terminated. Empty text when none
 *     has to leave, but the group has to be told what to launch
 * @param zone where that instance runs
 * @param launchedFrom what that instance was launched from; empty when that is not known
 */
public record ChosenServer(
    OptionalInt index,
    String group,
    String instanceId,
    String zone,
    Optional<TemplateVersion> launchedFrom) {
  /** Keeps the state of the batch's execution far below its limit of 256 KiB. */
  public static final int MOST_IN_A_BATCH = 100;

  static ChosenServer of(Server server) {
    return new ChosenServer(
        server.index(),
        server.group().name(),
        server.instance().map(Instance::id).orElse(""),
        server.zone(),
        server.instance().flatMap(Instance::template));
  }

  /** A server that stays, while its group has to be told what to launch. */
  static ChosenServer toTell(Server server) {
    return new ChosenServer(
        server.index(), server.group().name(), "", server.zone(), Optional.empty());
  }

  /** What messages call it, such as {@code server 3}. */
  public String name() {
    if (index.isPresent()) {
      return "server " + index.getAsInt();
    }
    return instanceId.isEmpty() ? "a missing server of " + group : "the server on " + instanceId;
  }
}
