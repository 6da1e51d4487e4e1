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
            "",
            2000,
            expression(
                RELEASE,
                "case IN_SERVICE -> @@new Never(mayServe(holder, state))@@",
                "new Free(\"it is wanted\")")),
        PlantedBug.of(
            "slot-of-drained",
            "an interface is taken from an instance that load balancers still drain",
            "",
            2000,
            expression(
                RELEASE,
                "new Soon(Until.LATER, \"its holder %s is still being drained\".formatted(holder))",
                "new Free(\"it leaves\")")),
        PlantedBug.of(
            "slot-of-unknown",
            "an interface is taken from an instance that nobody knows",
            "",
            2000,
            expression(
                RELEASE,
                """
                new Never(
                    "its holder %s is in none of the Auto Scaling groups read, and EC2 %s; it is not taken from an unknown holder"
                        .formatted(
                            holder,
                            facts.map(f -> "says it is " + f.state()).orElse("does not say it is gone")))
                """,
                "new Free(\"nobody knows it\")")),
        PlantedBug.of(
            "half-an-identity",
            "a launch goes on before its interface is attached",
            "",
            2000,
            statements(
                ARRIVAL,
                "Under(Until until, Set<Need> lookAt, String reason) ->"
                    + " @@wait(member, server, until, lookAt, reason);@@",
                "finish(slot, member);")),
        PlantedBug.of(
            "volumes-forgotten",
            "a launch goes on without its volumes",
            "",
            2000,
            statements(
                ATTACHING,
                "slot.volumes().forEach(volume -> parts.add(storage.follow(volume)));",
                "")),
        PlantedBug.of(
            "record-not-written",
            "a launch goes on without its record",
            "",
            2000,
            expression(NAMES, "change.isEmpty()", "false")),
        PlantedBug.of(
            "record-of-another-server",
            "a record gets the address of another server",
            "",
            2000,
            expression(
                "aws/RecordGateway.java",
                "ResourceRecord.builder().value(action.address()).build()",
                "ResourceRecord.builder().value(action.address().replaceFirst(\"4$\", \"5\")).build()")),
        PlantedBug.of(
            "late-termination",
            "what a server has is taken from whoever has it when the event of a termination comes",
            "",
            2000,
            expression(
                DEPARTURE,
                "attachment -> attachment.instanceId().equals(instance)",
                "attachment -> true")),
        PlantedBug.of(
            "slot-given-twice",
            "two launches are given the same slot",
            "",
            2000,
            statements(CLAIMS, "claimants.put(slot.index(), member.instance().id());", "")),
        PlantedBug.of(
            "two-slots",
            "an instance that has a slot is given another one",
            "",
            2000,
            expression(CLAIMS, "own.isPresent()", "false"),
            expression(ATTACHING, "present.isPresent()", "false"),
            expression(
                "aws/SlotGateway.java", "AttachInterface.DEVICE_INDEX", "1 + action.index()")),
        PlantedBug.of(
            "wrong-server",
            "a server gets the slot of another one",
            "",
            2000,
            expression(
                CLAIMS,
                "slots.numbered(index)",
                "slots.numbered(index < 3 ? index + 3 : index - 3).or(() -> slots.numbered(index))")),
        PlantedBug.of(
            "abandoned-at-once",
            "a launch that has to wait is abandoned",
            "",
            2000,
            expression("identity/Holds.java", "age.compareTo(budget) >= 0", "true")),
        PlantedBug.of(
            "termination-not-completed",
            "an instance that leaves is never let go",
            "",
            2000,
            statements(DECISIONS, "leaving.forEach(departure::of);", "")),
        PlantedBug.of(
            "freed-slot-for-nobody",
            "a launch that waits gets no slot that comes free",
            "",
            2000,
            expression(DECISIONS, "case Cause.Terminated terminated -> @@true@@", "false"),
            expression(DECISIONS, "case Cause.Schedule schedule -> @@true@@", "false"),
            expression(
                DECISIONS,
                "!claims.has(member) || situation.claimed().contains(member.instance().id())",
                "false")),
        PlantedBug.of(
            "interface-not-kept",
            "an interface that is deleted with its instance stays so",
            "",
            2000,
            expression(ARRIVAL, "InstanceFacts.Card::deleteOnTermination", "card -> false"),
            expression(DEPARTURE, "attachment.deleteOnTermination()", "false")));
  }
}
