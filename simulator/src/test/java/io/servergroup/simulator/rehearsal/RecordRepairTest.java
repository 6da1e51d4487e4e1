package io.servergroup.simulator.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.simulator.api.ApiCall;
import io.servergroup.simulator.api.CallFault;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.autoscaling.model.CompleteLifecycleActionRequest;
import software.amazon.awssdk.services.route53.model.ChangeAction;
import software.amazon.awssdk.services.route53.model.ChangeResourceRecordSetsRequest;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/** The record of a server is kept equal to the address of its slot. */
final class RecordRepairTest {
  /** The period of the schedule, and what a run takes. */
  private static final Duration PERIOD = Duration.ofSeconds(330);

  @ParameterizedTest(name = "{0}")
  @CsvSource({"missing, '', 0", "wrong value, 10.9.9.9, 60", "wrong TTL, own, 3600"})
  void aRecordThatIsNotAsItShouldBeIsRepairedByTheScheduleInOneWrite(
      String what, String value, long ttl) {
    Story story = Story.of(3);
    Zone zone = new Zone(story);
    String name = story.member(1).dnsName();
    if (value.isEmpty()) {
      zone.change(ChangeAction.DELETE, zone.record(name));
    } else {
      String address = value.equals("own") ? story.member(1).address() : value;
      zone.change(ChangeAction.UPSERT, Zone.simple(name, address, ttl));
    }

    story.pass(PERIOD);

    assertEquals(1, writes(story).size(), () -> writes(story).toString());
    ResourceRecordSet now = zone.record(name);
    assertEquals(60, now.ttl());
    assertEquals(story.member(1).address(), now.resourceRecords().getFirst().value());
    story.assertUntouched(0, 1, 2);
    story.pass(PERIOD);
    assertEquals(1, writes(story).size(), "once is enough");
    story.endsWell();
  }

  @Test
  void recordsThatAreRightCostNoWriteInTwoPeriods() {
    Story story = Story.of(3);

    story.pass(PERIOD.multipliedBy(2));

    assertTrue(
        story.calls().stream()
                .filter(call -> call.operation().equals("ListResourceRecordSets"))
                .count()
            >= 2,
        "they were looked at");
    assertEquals(List.of(), writes(story));
    story.endsWell();
  }

  @Test
  void aLaunchLeavesARightRecordAsItIs() {
    Story story = Story.of(3);
    new Operator(story).replace(1);

    story.heals();

    assertEquals(List.of(), writes(story));
    story.endsWell();
  }

  @Test
  void aLaunchWritesARecordThatIsWrongBeforeItGoesOn() {
    Story story = Story.of(3);
    Decisions decisions = new Decisions(story);
    Zone zone = new Zone(story);
    String name = story.member(1).dnsName();
    zone.change(ChangeAction.UPSERT, Zone.simple(name, "10.9.9.9", 60));
    new Operator(story).replace(1);

    story.until(() -> !decisions.of("Complete CONTINUE").isEmpty(), "the end of a hold");
    story.heals();

    decisions.require("UpsertRecord", "its record says 10.9.9.9 for 60 seconds", "outcome=Done");
    assertEquals(1, writes(story).size(), () -> writes(story).toString());
    story.endsWell();
  }

  /** As soon as a launch has read it; a write of the launch would have come too early as well. */
  @Test
  void aRecordThatSomebodyMovesWhileALaunchGoesOnIsCorrectedByTheNextCheck() {
    Story story = Story.of(3);
    Operator operator = new Operator(story);
    String held = operator.awaitHeldReplacement(1).id();
    boolean[] moved = {false};
    story.callFaults(
        call -> {
          if (call.request() instanceof CompleteLifecycleActionRequest complete
              && complete.instanceId().equals(held)) {
            moved[0] = true;
            operator.soon(() -> story.stage().cluster().pointRecord(story.member(1), "10.9.9.9"));
          }
          return new CallFault.None();
        });

    story.until(() -> story.server(1).state().equals("InService"), "the launch");
    assertTrue(moved[0], "nobody moved it");
    assertEquals(held, story.server(1).instance());
    story.pass(PERIOD);

    ResourceRecordSet now = new Zone(story).record(story.member(1).dnsName());
    assertEquals(story.member(1).address(), now.resourceRecords().getFirst().value());
    assertEquals(
        1, writes(story).stream().filter(call -> call.caller().startsWith("Reconcile")).count());
    story.endsWell();
  }

  @ParameterizedTest
  @CsvSource({"1.Confluent-Tools.Example.COM.", "1.confluent\\055tools.example.com"})
  void aTagThatWritesItsNameInAnotherWayNamesTheSameRecord(String written) {
    Story story = Story.of(3);
    new Operator(story).tag(story.member(1).networkInterface(), "ServerGroupDnsName", written);

    story.pass(PERIOD);
    assertEquals(List.of(), writes(story), "the record is right as it is");
    new Zone(story).remove(1);
    new Operator(story).replace(1);
    story.heals();

    assertEquals(1, writes(story).size());
    assertEquals(
        3, story.aws().dns().records(story.stage().cluster().hostedZone()).size(), "no new record");
    story.endsWell();
  }

  @ParameterizedTest
  @CsvSource({"Throttling", "PriorRequestNotComplete"})
  void aRepairThatRoute53RefusesForTheMomentComesLater(String code) {
    Story story = Story.of(3);
    Zone zone = new Zone(story);
    zone.change(ChangeAction.DELETE, zone.record(story.member(1).dnsName()));
    Refusals refused = Refusals.ofFirst(3, "ChangeResourceRecordSets", code, "Rate exceeded");
    story.callFaults(refused);

    story.pass(PERIOD.plusMinutes(5));

    assertEquals(3, refused.count());
    assertEquals(
        story.member(1).address(),
        zone.record(story.member(1).dnsName()).resourceRecords().getFirst().value());
    story.endsWell();
  }

  @Test
  void aPublicZoneOfTheSameNameIsLeftAlone() {
    Story story = Story.of(2);
    String publicZone = story.aws().dns().createZone("example.com", false);
    Zone zone = new Zone(story);
    zone.change(
        publicZone,
        ChangeAction.CREATE,
        Zone.simple(story.member(0).dnsName(), "203.0.113.9", 300));
    new Operator(story).replace(0);

    story.heals();

    assertEquals(
        List.of("203.0.113.9"),
        story.aws().dns().values(publicZone, story.member(0).dnsName(), "A"));
    story.endsWell();
  }

  private static List<ApiCall> writes(Story story) {
    return story.calls().stream()
        .filter(call -> call.request() instanceof ChangeResourceRecordSetsRequest)
        .toList();
  }
}
