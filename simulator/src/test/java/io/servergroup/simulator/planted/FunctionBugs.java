package io.servergroup.simulator.planted;

import static io.servergroup.simulator.planted.Patch.expression;
import static io.servergroup.simulator.planted.Patch.statements;

import java.util.List;

/** Bugs in handlers and gateways. */
final class FunctionBugs {
  private static final String REPLACE = "lambda/ReplaceServersHandler.java";
  private static final String RECONCILIATION = "lambda/Reconciliation.java";

  private FunctionBugs() {}

  static List<PlantedBug> all() {
    return List.of(
        PlantedBug.of(
            "retry-not-idempotent",
            "a batch that is repeated terminates the replacements, too",
            "",
            2000,
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
                "group.get().instances().stream() .filter(@@i -> i.id().equals(server.instanceId())@@)",
                "i -> true")),
        PlantedBug.of(
            "pages-forgotten",
            "of the groups, read three at a time, only the first page is read",
            "",
            2000,
            expression(
                "aws/GroupReader.java",
                ".values(value).build()).maxRecords(@@GROUPS_PER_CALL@@)",
                "3"),
            statements(
                "aws/GroupReader.java",
                """
                autoScaling.describeAutoScalingGroupsPaginator(request)
                    .autoScalingGroups().forEach(groups::add);
                """,
                "groups.addAll(autoScaling.describeAutoScalingGroups(request).autoScalingGroups());")),
        PlantedBug.of(
            "schedule-does-nothing",
            "what no event tells of is never looked at",
            "",
            2000,
            statements(
                "lambda/ReconcileHandler.java",
                "guarded(name, () -> reconcile(reader.open(name), scope(new Cause.Schedule()), groups));",
                "")),
        PlantedBug.of(
            "events-ignored",
            "only the schedule is heeded",
            "",
            2000,
            expression(
                "lambda/ReconcileHandler.java", "run.around(name, cause)", "run.ignore(name)")),
        PlantedBug.of(
            "failure-passed-over",
            "a launch goes on although one of its steps has failed",
            "",
            2000,
            statements(RECONCILIATION, "heldUp.add(subject);", "")),
        PlantedBug.of(
            "lost-answer-is-failure",
            "a call whose answer was lost counts as one that AWS refused for good",
            "",
            2000,
            expression(
                "aws/ErrorReaction.java",
                "new Outcome.TryAgain(\"%s: no answer: %s\".formatted(action, error.getMessage()))",
                "new Outcome.GiveUp(action)")));
  }
}
