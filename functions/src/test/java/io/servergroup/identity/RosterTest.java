package io.servergroup.identity;

import static io.servergroup.group.LifecycleState.IN_SERVICE;
import static io.servergroup.group.LifecycleState.TERMINATING;
import static io.servergroup.identity.InstanceFacts.State.PENDING;
import static io.servergroup.identity.InstanceFacts.State.RUNNING;
import static io.servergroup.identity.InstanceFacts.State.SHUTTING_DOWN;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.servergroup.group.LifecycleState;
import io.servergroup.group.Slot;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Which servers an inspection shows, in which order, and what each of them is made of. */
class RosterTest {
  private static final Duration TTL = Duration.ofMinutes(5);

  @Test
  void serversAreShownByTheirNumbersThoseWithoutAnyLast() {
    World world =
        new World()
            .group("a-several", OptionalInt.empty())
            .instance("i-9", IN_SERVICE)
            .instance("i-3", IN_SERVICE)
            .instance("i-8", IN_SERVICE)
            .server(1)
            .server(0)
            .instance("i-0", IN_SERVICE)
            .slot(0)
            .slot(1)
            .slot(3, "i-3");

    assertEquals(
        List.of(
            "0 tools-0 i-0 eni-0",
            "1 tools-1 - eni-1",
            "3 a-several i-3 eni-3",
            "- a-several i-8 -",
            "- a-several i-9 -"),
        shown(world));
  }

  @Test
  void twoGroupsOfOneNumberAreShownByTheirNamesAndTheirInstancesByTheirIds() {
    World world =
        new World()
            .group("b", OptionalInt.of(1))
            .instance("i-1", IN_SERVICE)
            .group("a", OptionalInt.of(1))
            .instance("i-3", IN_SERVICE)
            .instance("i-2", TERMINATING)
            .slot(1, "i-3");

    assertEquals(List.of("1 a i-2 -", "1 a i-3 eni-1", "1 b i-1 -"), shown(world));
  }

  @Test
  void aFreeSlotIsShownWithTheInstanceThatStays() {
    World world =
        new World()
            .server(1)
            .instance("i-1", TERMINATING)
            .instance("i-2", IN_SERVICE)
            .slot(0)
            .slot(1);

    assertEquals(List.of("0 - - eni-0", "1 tools-1 i-1 -", "1 tools-1 i-2 eni-1"), shown(world));
  }

  @Test
  void anInstanceWithTheSlotOfAnotherIsStillTheServerOfItsGroup() {
    World world =
        new World()
            .server(1)
            .instance("i-1", IN_SERVICE)
            .server(2)
            .instance("i-2", IN_SERVICE)
            .slot(1, "i-2");

    assertEquals(List.of("1 tools-1 i-1 eni-1", "2 tools-2 i-2 -"), shown(world));
  }

  @Test
  void whatEc2SaysOfAnInstanceIsShownAndWhetherItComesOrGoes() {
    List<ServerIdentity> servers =
        new World()
            .server(0)
            .instance("i-0", IN_SERVICE)
            .ec2("i-0", RUNNING)
            .server(1)
            .instance("i-1", LifecycleState.PENDING)
            .ec2("i-1", PENDING)
            .server(2)
            .instance("i-2", IN_SERVICE)
            .ec2("i-2", SHUTTING_DOWN)
            .server(3)
            .instance("i-3", IN_SERVICE)
            .server(4)
            .inspect()
            .servers();

    assertEquals(
        List.of(
            Optional.of(RUNNING),
            Optional.of(PENDING),
            Optional.of(SHUTTING_DOWN),
            Optional.empty(),
            Optional.empty()),
        servers.stream().map(ServerIdentity::ec2State).toList());
    assertEquals(
        List.of(false, true, true, false, false),
        servers.stream().map(ServerIdentity::inTransition).toList());
  }

  @Test
  void aRecordIsComparedWithWhatTheSlotAsksFor() {
    World world =
        new World()
            .server(0)
            .slot(0)
            .slot(1)
            .slot(2)
            .slot(3)
            .slot(4)
            .nameless(5, "i-5")
            .records(
                Map.of(
                    "0.tools.example", new AddressRecord(TTL, List.of("10.0.0.10")),
                    "1.tools.example", new AddressRecord(TTL, List.of("10.9.9.9")),
                    "2.tools.example", new AddressRecord(Duration.ZERO, List.of("10.0.0.12")),
                    "3.tools.example", AddressRecord.special("an alias of lb.example")));

    assertEquals(
        List.of(
            ServerIdentity.RecordState.RIGHT,
            ServerIdentity.RecordState.DIFFERS,
            ServerIdentity.RecordState.DIFFERS,
            ServerIdentity.RecordState.SPECIAL,
            ServerIdentity.RecordState.MISSING,
            ServerIdentity.RecordState.NOT_WANTED),
        world.inspect().servers().stream().map(ServerIdentity::recordState).toList());
  }

  private static List<String> shown(World world) {
    return world.inspect().servers().stream()
        .map(
            server ->
                "%s %s %s %s"
                    .formatted(
                        server.index().isPresent() ? server.index().getAsInt() : "-",
                        server.autoScalingGroup().orElse("-"),
                        server.instance().map(instance -> instance.id()).orElse("-"),
                        server.slot().map(Slot::networkInterface).map(eni -> eni.id()).orElse("-")))
        .toList();
  }

  @Test
  void anInspectionCountsServersAndThoseWithFindings() {
    Inspection inspection =
        new World()
            .group("several", OptionalInt.empty())
            .instance("i-3", IN_SERVICE)
            .ec2("i-3", RUNNING)
            .instance("i-8", IN_SERVICE)
            .ec2("i-8", RUNNING)
            .instance("i-9", LifecycleState.PENDING)
            .slot(3, "i-3")
            .slot(4)
            .records(
                Map.of(
                    "3.tools.example", new AddressRecord(TTL, List.of("10.0.0.13")),
                    "4.tools.example", new AddressRecord(TTL, List.of("10.0.0.14"))))
            .tagged(
                "i-3",
                Map.of("ServerGroupName", "tools", "ServerGroupIndex", "3", "Name", "tools-3"))
            .inspect();

    assertEquals(4, inspection.size());
    assertEquals(1, inspection.inTransition());
    assertEquals(1, inspection.withFindings(), inspection.findings()::toString);
    assertEquals(
        List.of(false, false, true, false),
        inspection.servers().stream().map(inspection::concerns).toList());
  }

  @Test
  void aGroupThatIsLosingAnInstanceIsNotSaidToLackOne() {
    World world = new World().server(1).wanting(2).hooks("tools-1").instance("i-1", TERMINATING);

    assertEquals(List.of(), world.inspect().findings());
  }
}
