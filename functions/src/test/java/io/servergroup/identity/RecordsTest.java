package io.servergroup.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.group.LifecycleState;
import io.servergroup.group.SlotFinding;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class RecordsTest {
  private static final Duration TTL = Duration.ofMinutes(5);

  @Test
  void recordsThatWereNotReadAreReadBeforeAnythingIsDone() {
    assertEquals(
        List.of(),
        new World()
            .server(0)
            .slot(0)
            .onSchedule()
            .without(new Need.NameRecord(World.name(0)))
            .actions());
  }

  @Test
  void onlyRecordsThatAreMissingOrWrongAreWritten() {
    World world =
        new World()
            .server(0)
            .server(1)
            .server(2)
            .server(3)
            .slot(0)
            .slot(1)
            .slot(2)
            .slot(3)
            .onSchedule()
            .records(
                Map.of(
                    "0.tools.example", new AddressRecord(TTL, List.of("10.0.0.10")),
                    "1.tools.example", new AddressRecord(TTL, List.of("10.9.9.9")),
                    "2.tools.example",
                        new AddressRecord(Duration.ofMinutes(1), List.of("10.0.0.12"))));
    assertEquals(
        List.of(
            "record 1.tools.example 10.0.0.11",
            "record 2.tools.example 10.0.0.12",
            "record 3.tools.example 10.0.0.13"),
        world.actions());
  }

  @Test
  void aRecordThatAwsRefusesForGoodIsNotTriedAgain() {
    World world =
        new World().server(0).slot(0).onSchedule().refused("server 0", "NoSuchHostedZone");
    assertEquals(List.of(), world.actions());
    assertEquals(1, world.decide().remarks().size());
  }

  @Test
  void aRecordThatAwsDoesNotShowIsNotWrittenBlindly() {
    Map<String, AddressRecord> hidden =
        Map.of("2.tools.example", AddressRecord.unreadable("NoSuchHostedZone: no zone Z1"));
    World launching =
        new World()
            .server(2)
            .instance("i-new", LifecycleState.PENDING_WAIT)
            .ec2("i-new", InstanceFacts.State.RUNNING)
            .slot(2, "i-new")
            .records(hidden);
    assertEquals(List.of("tag i-new as tools-2", "ABANDON i-new"), launching.actions());
    assertTrue(launching.decide().steps().getLast().reason().contains("NoSuchHostedZone"));
    World serving = new World().server(2).slot(2).onSchedule().records(hidden);
    assertEquals(List.of(), serving.actions());
    assertEquals(1, serving.decide().remarks().size());
  }

  private static World waitingForNameServers() {
    return new World()
        .server(2)
        .instance("i-new", LifecycleState.PENDING_WAIT)
        .ec2("i-new", InstanceFacts.State.RUNNING)
        .slot(2, "i-new")
        .waitingForDns();
  }

  @Test
  void aLaunchThatWaitsForNameServersNotesTheChangeOnItsInstance() {
    World written = waitingForNameServers().announced(2, false);
    assertEquals(List.of("tag i-new as tools-2", "note change C2 on i-new"), written.actions());
    assertEquals(IdentityPlan.Until.A_MINUTE, written.decide().waits().getFirst().until());
    assertTrue(written.announced(2, true).actions().contains("CONTINUE i-new"));
  }

  @Test
  void aLaterRunWaitsForTheSameChangeUnlessTheRecordWasChangedSince() {
    World noted =
        waitingForNameServers()
            .tagged("i-new", Map.of("ServerGroupDnsChange", "C7"))
            .announced("C7", true);
    assertTrue(noted.actions().contains("record 2.tools.example 10.0.0.12"));
    noted.records(Map.of("2.tools.example", new AddressRecord(TTL, List.of("10.0.0.12"))));
    assertEquals(List.of("tag i-new as tools-2", "CONTINUE i-new"), noted.actions());
  }

  @Test
  void theRecordOfAServerThatWasTakenAwayIsNotBroughtBack() {
    assertEquals(List.of(), new World().server(0).slot(1).onSchedule().actions());
    assertEquals(
        List.of("record 1.tools.example 10.0.0.11"),
        new World().group("tools", OptionalInt.empty()).slot(1).onSchedule().actions());
  }

  @Test
  void aChangeThatAwsDoesNotTellOfAbandonsALaunchThatWaitsForIt() {
    World world =
        waitingForNameServers()
            .announced(2, false)
            .untold(new Need.Announcement("C2"), "route53:GetChange: AccessDenied");
    assertTrue(world.actions().contains("ABANDON i-new"), world.actions().toString());
  }

  @Test
  void aChangeNotedEarlierDoesNotCountOnceTheRecordSaysAnother() {
    World noted =
        waitingForNameServers()
            .tagged("i-new", Map.of("ServerGroupDnsChange", "C7"))
            .announced("C7", true)
            .records(Map.of("2.tools.example", new AddressRecord(TTL, List.of("10.9.9.9"))));

    assertTrue(noted.actions().contains("record 2.tools.example 10.0.0.12"));
  }

  @Test
  void whyARecordIsWrittenIsSaid() {
    World starting =
        new World()
            .server(2)
            .instance("i-new", LifecycleState.PENDING_WAIT)
            .ec2("i-new", InstanceFacts.State.RUNNING)
            .slot(2, "i-new");
    Map<String, AddressRecord> other =
        Map.of("2.tools.example", new AddressRecord(TTL, List.of("10.9.9.9")));

    assertEquals("the server starts, and its record is missing", reason(starting));
    assertEquals(
        "the server starts, and its record says 10.9.9.9 for 300 seconds",
        reason(starting.records(other)));
    World empty = new World().server(2).slot(2).onSchedule();
    assertEquals("its record is missing", reason(empty));
    assertEquals("its record says 10.9.9.9 for 300 seconds", reason(empty.records(other)));
  }

  private static String reason(World world) {
    return world.decide().steps().stream()
        .filter(step -> step.action() instanceof IdentityAction.UpsertRecord)
        .map(IdentityPlan.Step::reason)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aRecordThatIsRightIsNotWrittenAgain() {
    assertEquals(
        List.of("tag i-new as tools-2", "CONTINUE i-new"), starting("10.0.0.12", TTL).actions());
  }

  @Test
  void aRecordThatIsWrongInAnythingIsWritten() {
    for (World world :
        List.of(starting("10.9.9.9", TTL), starting("10.0.0.12", TTL.plusSeconds(1)))) {
      assertEquals(
          List.of("tag i-new as tools-2", "record 2.tools.example 10.0.0.12", "CONTINUE i-new"),
          world.actions());
    }
  }

  @Test
  void aNoteOfAnEarlierChangeMakesNoWrongRecordRight() {
    World noted = starting("10.9.9.9", TTL).tagged("i-new", Map.of("ServerGroupDnsChange", "C7"));

    assertTrue(noted.actions().contains("record 2.tools.example 10.0.0.12"), noted::toString);
  }

  @Test
  void aRecordThatThisRunHasWrittenIsNotWrittenAgainThoughItWasReadBefore() {
    World written = starting("10.9.9.9", TTL).announced(2, false);

    assertEquals(List.of("tag i-new as tools-2", "CONTINUE i-new"), written.actions());
  }

  /** Only a change tells whether name servers know what a record says. */
  @Test
  void whoWaitsForNameServersWritesARightRecordOfWhichNoChangeIsNoted() {
    World world = starting("10.0.0.12", TTL).waitingForDns();

    assertEquals(
        List.of("tag i-new as tools-2", "record 2.tools.example 10.0.0.12"), world.actions());
    assertEquals(IdentityPlan.Until.A_MINUTE, world.decide().waits().getFirst().until());
  }

  private static World starting(String address, Duration ttl) {
    return new World()
        .server(2)
        .instance("i-new", LifecycleState.PENDING_WAIT)
        .ec2("i-new", InstanceFacts.State.RUNNING)
        .slot(2, "i-new")
        .records(Map.of("2.tools.example", new AddressRecord(ttl, List.of(address))));
  }

  @Test
  void theRecordOfAServerWhoseTagsAreWrongIsNotCorrected() {
    World world = new World().server(2).slot(2).onSchedule();

    assertEquals(1, world.actions().size());
    assertEquals(
        List.of(),
        world.finding(SlotFinding.blocking("eni-2", OptionalInt.of(2), "two of them")).actions());
  }
}
