package io.servergroup.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.servergroup.cli.view.JsonText;
import io.servergroup.group.AutoScalingGroup;
import io.servergroup.group.Instance;
import io.servergroup.health.Server;
import io.servergroup.rollout.InputReader;
import io.servergroup.rollout.RolloutInput;
import io.servergroup.rollout.Selection;
import io.servergroup.rollout.Situation;
import io.servergroup.rollout.Targets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What a rollout brings servers to, as the input of its execution says.
 *
 * @param version the version of the groups' launch templates that it was asked for; empty when it
 *     rolls groups to what they name
 * @param pinned by the id of a launch template: the version that it pinned, where an execution
 *     before this one did
 * @param selection which servers it is about, and from before when instances are replaced whatever
 *     their version
 */
record RolloutGoal(Optional<String> version, Map<String, Long> pinned, Selection selection) {
  /** What the groups name, as far as nobody knows better. */
  static final RolloutGoal NAMED = new RolloutGoal(Optional.empty(), Map.of(), Selection.OUTDATED);

  /**
   * Reads the input of an execution.
   *
   * @param begun when it was started
   */
  static RolloutGoal of(String input, Instant begun) {
    JsonNode read = JsonText.read(input);
    JsonNode rollout = read.path("continues").path("rollout");
    return rollout.isObject() ? continued(rollout) : started(read, begun);
  }

  /** Of an execution that goes on where one ended whose history was nearly full. */
  private static RolloutGoal continued(JsonNode rollout) {
    Map<String, Long> pinned = new LinkedHashMap<>();
    rollout
        .path("launchTemplateVersions")
        .properties()
        .forEach(each -> pinned.put(each.getKey(), each.getValue().asLong()));
    NavigableSet<Integer> servers = new TreeSet<>();
    rollout.path("servers").forEach(server -> servers.add(server.asInt()));
    return new RolloutGoal(
        Optional.empty(),
        pinned,
        new Selection(
            servers,
            rollout.path("replaceAll").asBoolean()
                ? Optional.of(Instant.parse(rollout.path("startedAt").asText()))
                : Optional.empty()));
  }

  private static RolloutGoal started(JsonNode input, Instant begun) {
    return switch (InputReader.read(JsonText.fields(input))) {
      case InputReader.Result.Valid(RolloutInput valid) ->
          new RolloutGoal(
              valid.launchTemplateVersion(),
              Map.of(),
              new Selection(
                  valid.servers(), valid.replaceAll() ? Optional.of(begun) : Optional.empty()));
      // The rollout refuses it, too, and replaces nobody.
      case InputReader.Result.Invalid _ -> NAMED;
    };
  }

  /**
   * Whether the rollout is about a server.
   *
   * @param number of its row, which is its own as soon as its instance has a slot
   */
  boolean isAbout(Server server, int number) {
    return selection.includes(server) || selection.servers().contains(number);
  }

  /**
   * Whether an instance is what the rollout replaces others by.
   *
   * @param seen of a look for this version
   */
  boolean isMetBy(AutoScalingGroup group, Instance instance, Situation seen) {
    Targets targets = pinned.isEmpty() ? seen.resolvedNow() : seen.resolvedNow().withFixed(pinned);
    return targets.areMetBy(group, instance)
        && selection
            .launchedBefore()
            .filter(start -> seen.health().machines().isFromBefore(start, instance.id()))
            .isEmpty();
  }
}
