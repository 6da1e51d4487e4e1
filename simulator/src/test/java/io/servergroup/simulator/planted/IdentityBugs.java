package io.servergroup.simulator.planted;

import static io.servergroup.simulator.planted.Patch.expression;
import static io.servergroup.simulator.planted.Patch.statements;

import java.util.List;

/** Bugs in what decides who has which slot. */
final class IdentityBugs {
  private static final String ARRIVAL = "identity/Arrival.java";
  private static final String ATTACHING = "identity/Attaching.java";
  private static final String CLAIMS = "identity/Claims.java";
  private static final String DEPARTURE = "identity/Departure.java";
  private static final String RELEASE = "identity/HolderRelease.java";
  private static final String NAMES = "identity/Names.java";
  private static final String DECISIONS = "identity/IdentityDecisions.java";

  private IdentityBugs() {}

  static List<PlantedBug> all() {
    return List.of(
        PlantedBug.of(
            "stolen-slot",
            "an interface is taken from an instance in service",
            "but it is InService and may serve",
            25,
            expression(
                RELEASE,
                "case IN_SERVICE -> @@new Never(mayServe(holder, state))@@",
                "new Free(\"it is wanted\")")),
        PlantedBug.of(
            "slot-of-drained",
            "an interface is taken from an instance that load balancers still drain",
            "but it is Terminating and may serve",
            25,
            expression(
                RELEASE,
                "new Soon(Until.LATER, \"its holder %s is still being drained\".formatted(holder))",
                "new Free(\"it leaves\")")),
        PlantedBug.of(
            "half-an-identity",
            "a launch goes on before its interface is attached",
            "but it has no server's interface",
            25,
            statements(
                ARRIVAL,
                "Under(Until until, Set<Need> lookAt, String reason) ->"
                    + " @@wait(member, server, until, lookAt, reason);@@",
                """
                draft.end(
                    new Complete(
                        member.group().name(),
                        Transition.LAUNCHING,
                        Verdict.CONTINUE,
                        member.instance().id()),
                    server,
                    "it will be there");
                """)),
        PlantedBug.of(
            "volumes-forgotten",
            "a launch goes on without its volumes",
            "is not attached to it",
            25,
            statements(
                ATTACHING,
                "slot.volumes().forEach(volume -> parts.add(storage.follow(volume)));",
                "")),
        PlantedBug.of(
            "record-not-written",
            "a launch goes on without its record",
            "example.com is [], not",
            25,
            expression(NAMES, "!right && ours.isEmpty()", "false")),
        PlantedBug.of(
            "record-of-another-server",
            "a record gets the address of another server",
            "its slot has the address",
            25,
            expression(
                "aws/RecordGateway.java",
                "ResourceRecord.builder().value(action.address()).build()",
                "ResourceRecord.builder().value(action.address().replaceFirst(\"4$\", \"5\")).build()")),
        PlantedBug.of(
            "late-termination",
            "what a server has is taken from whoever has it when the event of a termination comes",
            "but it is InService and may serve",
            25,
            expression(
                DEPARTURE,
                "attachment -> attachment.instanceId().equals(instance)",
                "attachment -> true")),
        PlantedBug.of(
            "two-slots",
            "an instance that has a slot is given another one",
            "holds the slots of several servers",
            50,
            expression(CLAIMS, "own.isPresent()", "false"),
            expression(ATTACHING, "present.isPresent()", "false"),
            expression(
                "aws/SlotGateway.java", "AttachInterface.DEVICE_INDEX", "1 + action.index()")),
        PlantedBug.of(
            "wrong-server",
            "a server gets the slot of another one",
            "which cannot be that server",
            800,
            expression(
                CLAIMS,
                "slots.numbered(index)",
                "slots.numbered(index < 3 ? index + 3 : index - 3).or(() -> slots.numbered(index))")),
        PlantedBug.of(
            "termination-not-completed",
            "an instance that leaves is never let go",
            "the lifecycle action server-group-terminate",
            25,
            statements(DECISIONS, "leaving.forEach(departure::of);", "")),
        PlantedBug.of(
            "freed-slot-for-nobody",
            "a launch that waits gets no slot that comes free",
            "the lifecycle action server-group-launch",
            25,
            expression(DECISIONS, "case Cause.Terminated terminated -> @@true@@", "false"),
            expression(DECISIONS, "case Cause.Schedule schedule -> @@true@@", "false"),
            expression(
                DECISIONS,
                "!claims.has(member) || situation.claimed().contains(member.instance().id())",
                "false")),
        PlantedBug.of(
            "record-not-repaired",
            "a record that somebody changed stays so",
            "at rest, ",
            250,
            statements(
                NAMES,
                """
                draft.step(
                    new UpsertRecord(slot.index(), name, address, subject),
                    record.map(Names::says).orElse("its record is missing"));
                """,
                "")),
        PlantedBug.of(
            "interface-not-kept",
            "an interface that is deleted with its instance stays so",
            "would be deleted together with instance",
            1500,
            expression(
                "aws/SlotGateway.java",
                """
                Calls.attempt(
                    "ec2:ModifyNetworkInterfaceAttribute",
                    () ->
                        ec2.modifyNetworkInterfaceAttribute(
                            request ->
                                request
                                    .networkInterfaceId(action.interfaceId())
                                    .attachment(
                                        change ->
                                            change
                                                .attachmentId(action.attachmentId())
                                                .deleteOnTermination(false))))
                """,
                "new Outcome.AlreadyDone(\"it is kept\")")));
  }
}
