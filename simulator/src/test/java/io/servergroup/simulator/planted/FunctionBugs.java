package io.servergroup.simulator.planted;

import static io.servergroup.simulator.planted.Patch.expression;
import static io.servergroup.simulator.planted.Patch.statements;

import java.util.List;

/** Bugs in handlers and gateways. */
final class FunctionBugs {
  private static final String REPLACE = "lambda/ReplaceServersHandler.java";
  private static final String LOOKS = "lambda/BatchLooks.java";
  private static final String RECONCILIATION = "lambda/Reconciliation.java";

  private FunctionBugs() {}

  static List<PlantedBug> all() {
    return List.of(
        PlantedBug.of(
            "retry-not-idempotent",
            "a batch that is repeated terminates the replacements, too",
            "and needs none but",
            300,
            expression(
                REPLACE,
                "terminator.terminate(server.instanceId())",
                """
                terminator.terminate(
                    look.situation().health().servers().stream()
                        .filter(v -> v.server().group().name().equals(server.group()))
                        .filter(v -> v.server().index().equals(server.index()))
                        .flatMap(v -> v.server().instance().stream())
                        .map(i -> i.id())
                        .findFirst()
                        .orElse(server.instanceId()))
                """),
            expression(
                "rollout/TerminationCheck.java",
                "group.instances().stream()"
                    + " .filter(@@instance -> instance.id().equals(server.instanceId())@@)",
                "i -> true")),
        PlantedBug.of(
            "look-never-too-old",
            "a look at the whole group is good for the rest of the batch, however long that takes",
            "without a fresh look",
            500,
            expression(
                LOOKS,
                "Duration.between(look.beganAt(), clock.instant()).compareTo(GOOD) < 0",
                "true")),
        PlantedBug.of(
            "group-not-looked-at",
            "a further server of a batch is terminated without a look at its own group",
            "without a fresh look",
            25,
            expression(LOOKS, "reader.again(plan, look, server.group())", "look")),
        PlantedBug.of(
            "pages-forgotten",
            "of the groups, read three at a time, only the first page is read",
            "succeeded, but server",
            450,
            expression(
                "aws/GroupReader.java",
                ".values(value).build()).maxRecords(@@GROUPS_PER_CALL@@)",
                "3"),
            expression(
                "aws/GroupReader.java",
                "@@DescribeAutoScalingGroupsResponse::nextToken@@",
                "page -> null")),
        PlantedBug.of(
            "schedule-does-nothing",
            "what no event tells of is never looked at",
            "at rest, ",
            250,
            statements(
                "lambda/ReconcileHandler.java",
                "guarded(name, () -> reconcile(reader.open(name), scope(new Cause.Schedule()), groups));",
                "")),
        PlantedBug.of(
            "failure-passed-over",
            "a launch goes on although one of its steps has failed",
            "lets the launch of",
            50,
            statements(RECONCILIATION, "heldUp.add(subject);", "")));
  }
}
