package io.servergroup.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.servergroup.group.LifecycleHook;
import io.servergroup.group.LifecycleHook.Transition;
import io.servergroup.group.LifecycleState;
import io.servergroup.group.NetworkInterface.Attachment;
import io.servergroup.group.SlotFinding;
import io.servergroup.group.Volume;
import io.servergroup.identity.InstanceFacts.State;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Server 0 is in order in every case; something is the matter with server 1. */
class InspectionTest {
  private static final Duration TTL = Duration.ofMinutes(5);
  private static final String ELSEWHERE = "eu-west-1b";

  @Test
  void whatIsInOrderHasNoFindings() {
    Inspection inspection =
        instance(other(), "i-1").slot(1, World.ZONE, volumes("i-1"), at("i-1")).inspect();

    assertEquals(List.of(), inspection.findings());
    assertTrue(inspection.good());
    assertEquals(List.of("0 i-0 RIGHT", "1 i-1 RIGHT"), brief(inspection.servers()));
  }

  static Stream<Arguments> wrong() {
    return Stream.of(
        arguments(
            "MISSING 1 tools-1",
            "no network interface is tagged ServerGroupName=tools and ServerGroupIndex=1",
            instance(other(), "i-1")),
        arguments("MISSING 1 tools-1", "0 of 1 instances", other().server(1).slot(1)),
        arguments("MISSING 1 tools-1", "1 of 2 instances", right(other()).wanting(2)),
        arguments(
            "MISSING 1 i-1",
            "EC2 does not know it",
            other().server(1).instance("i-1", LifecycleState.IN_SERVICE).slot(1)),
        arguments(
            "MISSING 7 eni-7",
            "no Auto Scaling group of tools has the index 7",
            right(other()).slot(7).records(records("7.tools.example", 17))),
        arguments(
            "MISSING 1 eni-1", "it should be attached to i-1", instance(other(), "i-1").slot(1)),
        arguments(
            "MISSING 1 eni-1",
            "is detaching from i-1",
            instance(other(), "i-1").slot(1, "i-1", "detaching")),
        arguments(
            "MISSING 1 eni-1",
            "has eni-x at device index 1",
            tagged(other().server(1).instance("i-1", LifecycleState.IN_SERVICE), "i-1", 1)
                .ec2("i-1", State.RUNNING, Map.of(1, "eni-x"))
                .slot(1)),
        arguments(
            "MISSING 1 1.tools.example",
            "it should say 10.0.0.11 for 300 seconds",
            right(other()).records(Map.of("0.tools.example", record("10.0.0.10")))),
        arguments(
            "MISSING 1 vol-1",
            "attached to nothing and in the state 'available'; it should be attached to i-1",
            withVolume(World.volume("vol-1", "available"))),
        arguments(
            "MISSING 1 1.tools.example",
            "it should say 10.0.0.11 for 300 seconds",
            right(other())
                .server(2)
                .instance("i-2", LifecycleState.PENDING_WAIT)
                .ec2("i-2", State.RUNNING)
                .slot(2)
                .records(Map.of("0.tools.example", record("10.0.0.10")))),
        arguments(
            "MISSING 1 vol-1",
            "attached to nothing and in the state 'in-use'",
            withVolume(World.volumeAt("vol-1", "i-1", "detached"))),
        arguments(
            "MISSING 1 vol-1",
            "is detaching from i-1",
            withVolume(World.volumeAt("vol-1", "i-1", "detaching"))),
        arguments(
            "MISSING 1 vol-1",
            "restore it from a snapshot",
            withVolume(World.volume("vol-1", "error"))),
        arguments(
            "MISSING 1 tools-1",
            "no hook named up",
            right(other()).hooks("tools-1", World.RIGHT_HOOKS.getLast())),
        arguments(
            "MISSING 1 i-2", "which instance i-1 has", instance(right(other()), "tools-1b", "i-2")),
        arguments(
            "MISSING - i-2",
            "without a network interface of the server group",
            right(other())
                .group("several", OptionalInt.empty())
                .instance("i-2", LifecycleState.IN_SERVICE)
                .ec2("i-2", State.RUNNING)),
        arguments(
            "DRIFTED 1 eni-1",
            "is attached to i-9, an instance of no group of tools; it should be attached to i-1",
            instance(other(), "i-1").slot(1, "i-9").ec2("i-9", State.RUNNING)),
        arguments(
            "DRIFTED 1 eni-1",
            "is in-use, but by no instance; it should be attached to i-1: free it, or give its tags",
            instance(other(), "i-1").usedOtherwise(1)),
        arguments(
            "DRIFTED 1 eni-1",
            "is attached to i-9, an instance that EC2 does not know",
            instance(other(), "i-1").slot(1, "i-9")),
        arguments(
            "DRIFTED 1 eni-1",
            "an instance of no group of tools; it should",
            instance(other(), "i-1")
                .warm("i-8", LifecycleState.WARMED_STOPPED)
                .slot(1, "i-9")
                .ec2("i-9", State.RUNNING)),
        arguments(
            "DRIFTED 1 eni-1",
            "it should wait for an instance of group tools-1",
            other()
                .server(1)
                .instance("i-1", LifecycleState.PENDING_WAIT)
                .slot(1, "i-9")
                .ec2("i-9", State.RUNNING)),
        arguments(
            "DRIFTED 1 eni-1",
            "which waits in the warm pool of group tools-1",
            instance(other(), "i-1")
                .warm("i-9", LifecycleState.WARMED_STOPPED)
                .slot(1, "i-9")
                .ec2("i-9", State.STOPPED)),
        arguments(
            "DRIFTED 1 eni-1",
            "is attached to i-2, an instance of group tools-2; it should be attached to i-1",
            instance(instance(other(), "tools-2", 2, "i-2").slot(2), "i-1")
                .slot(1, "i-2")
                .finding(
                    SlotFinding.blocking("eni-2", OptionalInt.of(2), "told, and shown below"))),
        arguments(
            "DRIFTED 1 eni-1",
            "at device index 2; it should be at 1",
            instance(other(), "i-1")
                .slot(
                    1,
                    World.ZONE,
                    List.of(),
                    Optional.of(new Attachment("a", "i-1", 2, "attached", false)))),
        arguments(
            "DRIFTED 1 eni-1",
            "would be deleted together with instance i-1",
            instance(other(), "i-1")
                .slot(
                    1,
                    World.ZONE,
                    List.of(),
                    Optional.of(new Attachment("a", "i-1", 1, "attached", true)))),
        arguments(
            "DRIFTED 1 eni-1",
            "the network interface is in vpc-1, but instance i-1 is in vpc-2",
            instance(other(), "i-1").inVpc("i-1", "vpc-2").slot(1)),
        arguments(
            "DRIFTED 1 eni-1",
            "is in eu-west-1a, but instance i-1 is in eu-west-1b",
            tagged(
                    other()
                        .server(1)
                        .instance("i-1", LifecycleState.IN_SERVICE, ELSEWHERE)
                        .ec2("i-1", State.RUNNING),
                    "i-1",
                    1)
                .slot(1)),
        arguments(
            "DRIFTED 1 tools-1",
            "the group launches into eu-west-1a, but the network interface eni-1",
            instance(other(), "i-1").slot(1, ELSEWHERE, List.of())),
        arguments(
            "DRIFTED 1 i-1",
            "instance's tag Name is missing and should be 'tools-1', tag ServerGroupIndex is '3' and"
                + " should be '1'; the reconcile function corrects this",
            right(other())
                .tagged("i-1", Map.of("ServerGroupName", "tools", "ServerGroupIndex", "3"))),
        arguments(
            "DRIFTED 1 1.tools.example",
            "says 10.9.9.9 for 300 seconds; it should say 10.0.0.11 for 300",
            withRecord(record("10.9.9.9"))),
        arguments(
            "DRIFTED 1 1.tools.example",
            "says 10.0.0.11 for 60 seconds",
            withRecord(new AddressRecord(Duration.ofMinutes(1), List.of("10.0.0.11")))),
        arguments(
            "DRIFTED 1 1.tools.example",
            "an alias of lb.example",
            withRecord(AddressRecord.special("an alias of lb.example"))),
        arguments(
            "DRIFTED 1 vol-1",
            "is attached to i-9; it should be attached to i-1",
            withVolume(World.volumeAt("vol-1", "i-9", "attached"))),
        arguments(
            "DRIFTED 1 vol-1",
            "as /dev/sdz, but its tag says /dev/sdf",
            withVolume(attached("/dev/sdz", false))),
        arguments(
            "DRIFTED 1 vol-1",
            "would be deleted together with instance i-1",
            withVolume(attached("/dev/sdf", true))),
        arguments(
            "DRIFTED 1 tools-1",
            "heartbeat timeout of 60 seconds",
            right(other())
                .budget(Duration.ofMinutes(30))
                .hooks(
                    "tools-1",
                    new LifecycleHook("up", Transition.LAUNCHING, Duration.ofMinutes(1), false),
                    World.RIGHT_HOOKS.getLast())),
        arguments(
            "DUPLICATE 1 eni-a, eni-b",
            "two of them",
            instance(other(), "i-1")
                .finding(SlotFinding.duplicate("eni-a, eni-b", OptionalInt.of(1), "two of them"))));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void everyThingThatIsWrongIsToldOnce(String expected, String words, World world) {
    Inspection inspection = world.inspect();

    List<IdentityFinding> told =
        inspection.findings().stream()
            .filter(finding -> !finding.message().equals("told, and shown below"))
            .toList();
    assertEquals(List.of(expected), told.stream().map(InspectionTest::brief).toList());
    assertTrue(told.getFirst().message().contains(words), told.getFirst()::message);
    assertFalse(inspection.good());
  }

  static Stream<Arguments> moving() {
    return Stream.of(
        arguments(
            "launching",
            other()
                .server(1)
                .instance("i-1", LifecycleState.PENDING_WAIT)
                .ec2("i-1", State.RUNNING)
                .slot(1, World.ZONE, List.of(World.volume("vol-1", "available")))
                .records(Map.of("0.tools.example", record("10.0.0.10")))),
        arguments(
            "not known to EC2 yet",
            other().server(1).instance("i-1", LifecycleState.PENDING).slot(1)),
        arguments(
            "terminating with its slot",
            other()
                .server(1)
                .instance("i-1", LifecycleState.TERMINATING_WAIT)
                .ec2("i-1", State.RUNNING)
                .slot(1, "i-1", "detaching")),
        arguments(
            "terminating without its slot",
            other()
                .server(1)
                .instance("i-1", LifecycleState.TERMINATING_PROCEED)
                .ec2("i-1", State.SHUTTING_DOWN)
                .slot(1)),
        arguments(
            "set aside by somebody, whom reconcile does not interfere with",
            other()
                .server(1)
                .instance("i-1", LifecycleState.STANDBY)
                .ec2("i-1", State.RUNNING)
                .slot(1)),
        arguments(
            "coming while a stranger that has its slot ends",
            other()
                .server(1)
                .instance("i-1", LifecycleState.PENDING_WAIT)
                .slot(1, "i-9")
                .ec2("i-9", State.SHUTTING_DOWN)),
        arguments(
            "shut down by somebody, which Auto Scaling does not know yet",
            other()
                .server(1)
                .instance("i-1", LifecycleState.IN_SERVICE)
                .ec2("i-1", State.SHUTTING_DOWN)
                .slot(1, "i-1", "detaching")));
  }

  @ParameterizedTest
  @MethodSource("moving")
  void whatIsComingOrGoingIsShownAndNotWrong(String what, World world) {
    Inspection inspection = world.inspect();

    assertEquals(List.of(), inspection.findings(), what);
    assertEquals(1, inspection.inTransition(), what);
  }

  @Test
  void aReplacedInstanceThatStillHasTheSlotIsNotWrongAndBothAreShown() {
    Inspection inspection =
        other()
            .server(1)
            .instance("i-1", LifecycleState.TERMINATING_WAIT)
            .ec2("i-1", State.RUNNING)
            .instance("i-2", LifecycleState.PENDING_WAIT)
            .ec2("i-2", State.PENDING)
            .slot(1, "i-1")
            .inspect();

    assertEquals(List.of(), inspection.findings());
    assertEquals(
        List.of("0 i-0 RIGHT", "1 i-1 RIGHT", "1 i-2 NOT_WANTED"), brief(inspection.servers()));
    assertEquals(2, inspection.size());
    assertEquals(1, inspection.inTransition());
  }

  @Test
  void anAttachmentThatOnlyTheInstanceTellsOfCounts() {
    World world =
        other()
            .server(1)
            .instance("i-1", LifecycleState.IN_SERVICE)
            .ec2("i-1", State.RUNNING, Map.of(1, "eni-1"), Map.of("vol-1", "attached"))
            .slot(1, World.ZONE, List.of(World.volume("vol-1", "in-use")));

    assertEquals(List.of(), tagged(world, "i-1", 1).inspect().findings());
  }

  @Test
  void serversOfOneGroupTakeAnySlotAndSpareOnesAreInOrder() {
    Inspection inspection =
        tagged(
                new World()
                    .group("several", OptionalInt.empty())
                    .instance("i-5", LifecycleState.IN_SERVICE)
                    .ec2("i-5", State.RUNNING)
                    .slot(4)
                    .slot(5, "i-5"),
                "i-5",
                5)
            .records(
                Map.of(
                    "4.tools.example", record("10.0.0.14"),
                    "5.tools.example", record("10.0.0.15")))
            .inspect();

    assertEquals(List.of(), inspection.findings());
    assertEquals(List.of("4 - RIGHT", "5 i-5 RIGHT"), brief(inspection.servers()));
  }

  @Test
  void aServerThatTakesAnySlotAndIsStillComingWritesItsRecordItself() {
    for (LifecycleState state : List.of(LifecycleState.PENDING_WAIT, LifecycleState.IN_SERVICE)) {
      World world =
          tagged(
              new World()
                  .group("several", OptionalInt.empty())
                  .instance("i-5", state)
                  .ec2("i-5", State.RUNNING)
                  .slot(4)
                  .slot(5, "i-5")
                  .slot(6, "i-6"),
              "i-5",
              5);
      tagged(world.instance("i-6", LifecycleState.IN_SERVICE).ec2("i-6", State.RUNNING), "i-6", 6);

      assertEquals(
          state == LifecycleState.PENDING_WAIT
              ? List.of("MISSING 4 4.tools.example", "MISSING 6 6.tools.example")
              : List.of(
                  "MISSING 4 4.tools.example",
                  "MISSING 5 5.tools.example",
                  "MISSING 6 6.tools.example"),
          world.inspect().findings().stream().map(InspectionTest::brief).toList());
    }
  }

  @Test
  void allFindingsAreToldAtOnceWhatIsMissingFirst() {
    Inspection inspection =
        right(other()).hooks("tools-0").tagged("i-1", Map.of()).records(Map.of()).inspect();

    assertEquals(
        List.of(
            "MISSING 0 0.tools.example",
            "MISSING 0 tools-0",
            "MISSING 0 tools-0",
            "MISSING 1 1.tools.example",
            "DRIFTED 1 i-1"),
        inspection.findings().stream().map(InspectionTest::brief).toList());
    assertEquals(2, inspection.withFindings());
  }

  @Test
  void whatFollowsFromABlockingFindingIsNotToldAgain() {
    SlotFinding cause = SlotFinding.blocking("eni-1", OptionalInt.of(1), "the zone is wrong");

    Inspection inspection =
        instance(other(), "i-1").slot(1).finding(cause).records(records("x", 9)).inspect();

    assertEquals(
        List.of("DRIFTED 1 eni-1"),
        inspection.findings().stream().map(InspectionTest::brief).toList());
  }

  /** Server 0 as it should be, and the right records of both. */
  private static World other() {
    return instance(new World(), "tools-0", 0, "i-0")
        .slot(0, "i-0")
        .records(records("1.tools.example", 11));
  }

  private static Map<String, AddressRecord> records(String name, int address) {
    Map<String, AddressRecord> records = new TreeMap<>();
    records.put("0.tools.example", record("10.0.0.10"));
    records.put("1.tools.example", record("10.0.0.11"));
    records.put("2.tools.example", record("10.0.0.12"));
    records.put(name, record("10.0.0." + address));
    return records;
  }

  private static AddressRecord record(String address) {
    return new AddressRecord(TTL, List.of(address));
  }

  private static World right(World world) {
    return instance(world, "i-1").slot(1, "i-1");
  }

  private static World instance(World world, String id) {
    return instance(world, "tools-1", 1, id);
  }

  /** Another instance of server 1. */
  private static World instance(World world, String group, String id) {
    return instance(world, group, 1, id);
  }

  private static World instance(World world, String group, int index, String id) {
    return tagged(
        world
            .group(group, OptionalInt.of(index))
            .instance(id, LifecycleState.IN_SERVICE)
            .ec2(id, State.RUNNING),
        id,
        index);
  }

  private static World tagged(World world, String id, int index) {
    return world.tagged(
        id,
        Map.of(
            "ServerGroupName",
            "tools",
            "ServerGroupIndex",
            Integer.toString(index),
            "Name",
            "tools-" + index));
  }

  private static World withRecord(AddressRecord found) {
    return right(other())
        .records(Map.of("0.tools.example", record("10.0.0.10"), "1.tools.example", found));
  }

  private static World withVolume(Volume volume) {
    return instance(other(), "i-1").slot(1, World.ZONE, List.of(volume), at("i-1"));
  }

  private static Volume attached(String device, boolean deleteOnTermination) {
    return new Volume(
        "vol-1",
        World.ZONE,
        "/dev/sdf",
        "in-use",
        Optional.of(new Volume.Attachment("i-1", device, "attached", deleteOnTermination)),
        Optional.empty());
  }

  private static List<Volume> volumes(String holder) {
    return List.of(
        World.volumeAt("vol-1", holder, "attached"), World.volumeAt("vol-2", holder, "attaching"));
  }

  private static Optional<Attachment> at(String holder) {
    return Optional.of(new Attachment("a-1", holder, 1, "attached", false));
  }

  private static String brief(IdentityFinding finding) {
    return "%s %s %s"
        .formatted(
            finding.kind(),
            finding.server().isPresent() ? finding.server().getAsInt() : "-",
            finding.resource());
  }

  private static List<String> brief(List<ServerIdentity> servers) {
    return servers.stream()
        .map(
            server ->
                "%d %s %s"
                    .formatted(
                        server.index().orElseThrow(),
                        server.instance().map(instance -> instance.id()).orElse("-"),
                        server.recordState()))
        .toList();
  }
}
