package io.servergroup.simulator.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.simulator.api.ApiCall;
import io.servergroup.simulator.api.CallFault;
import io.servergroup.simulator.api.CallFaults;
import io.servergroup.simulator.aws.cloudformation.ReceivedAnswer;
import io.servergroup.simulator.aws.ec2.Eni;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.route53.model.ChangeAction;
import software.amazon.awssdk.services.route53.model.ChangeResourceRecordSetsRequest;
import software.amazon.awssdk.services.route53.model.ResourceRecord;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/** The DNS names of servers as resources of a stack: nothing of a server is left under its name. */
final class DnsRecordsTest {
  private static final String TYPE = "Custom::DnsRecords";

  private final Story story = Story.of(3);
  private final StackByHand stack = new StackByHand(story);
  private final Zone zone = new Zone(story);
  private final Operator operator = new Operator(story);

  private Map<String, Object> properties(int server) {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("ServerGroup", "confluent-tools");
    properties.put("Index", Integer.toString(server));
    properties.put("HostedZoneId", story.stage().cluster().hostedZone());
    properties.put("Name", name(server));
    properties.put("Address", story.member(server).address());
    return properties;
  }

  private Map<String, Object> properties(int server, String property, String value) {
    Map<String, Object> changed = properties(server);
    changed.put(property, value);
    return changed;
  }

  private String name(int server) {
    return story.member(server).dnsName();
  }

  private ReceivedAnswer delete(int server) {
    return stack.ask(
        DeployedFunction.DNS_RECORDS, "Delete", TYPE, "DnsRecord" + server, properties(server));
  }

  private ReceivedAnswer update(int server, Map<String, ?> now, Map<String, ?> before) {
    return stack.await(
        stack.send(
            DeployedFunction.DNS_RECORDS, "Update", TYPE, "DnsRecord" + server, now, before));
  }

  private void assertAnswer(String status, ReceivedAnswer answer, String... words) {
    assertEquals(status, answer.status(), answer.reason());
    for (String word : words) {
      assertTrue(answer.reason().contains(word), answer.reason());
    }
  }

  private List<ApiCall> calls(String operation) {
    return story.calls().stream()
        .filter(call -> call.operation().equals(operation) && ofTheResource(call))
        .toList();
  }

  private static boolean ofTheResource(ApiCall call) {
    return call.caller().contains(DeployedFunction.DNS_RECORDS);
  }

  /** What a stack does before it deletes the resource: the server is taken away. */
  private void groupGoes(int server) {
    operator.deleteGroup(server, true);
    story.until(
        () -> story.aws().autoScalingWorld().group(story.member(server).group()) == null,
        "the end of the group");
  }

  /** What a stack does after it deleted the resource. */
  private void interfaceGoes(int server) {
    Eni eni = story.aws().ec2World().interfaces().require(story.member(server).networkInterface());
    story.until(() -> eni.attachment() == null, "the interface's release");
    story.aws().ec2().deleteNetworkInterface(request -> request.networkInterfaceId(eni.id()));
  }

  @Test
  void creatingReadsAndWritesNothing() {
    ReceivedAnswer answer =
        stack.ask(DeployedFunction.DNS_RECORDS, "Create", TYPE, "DnsRecord0", properties(0));

    assertAnswer("SUCCESS", answer, "when the server launches");
    assertEquals(Map.of("Name", name(0)), answer.data());
    assertEquals("confluent-tools-DnsRecord0", answer.physicalId());
    assertEquals(List.of(), calls("ListResourceRecordSets"));
    story.endsWell();
  }

  @Test
  void aResourceWithoutWhatItIsAboutIsRefusedButCanBeDeleted() {
    Map<String, Object> nothing = Map.of("ServerGroup", "confluent-tools", "Name", " ");
    assertAnswer(
        "FAILED",
        stack.ask(DeployedFunction.DNS_RECORDS, "Create", TYPE, "DnsRecord0", nothing),
        "lacks the properties HostedZoneId, Name, Address");
    assertAnswer(
        "SUCCESS", stack.ask(DeployedFunction.DNS_RECORDS, "Delete", TYPE, "DnsRecord0", nothing));
    story.endsWell();
  }

  @Test
  void nothingIsLeftOfAServerThatIsTakenAwayThoughTheScheduleGoesOn() {
    groupGoes(2);

    ReceivedAnswer answer = delete(2);
    assertAnswer("SUCCESS", answer, name(2), story.member(2).address(), "was removed");
    interfaceGoes(2);
    story.pass(Duration.ofMinutes(16));

    assertEquals(List.of(), zone.records(name(2)));
    assertEquals(1, calls("ChangeResourceRecordSets").size());
    zone.record(name(0));
    zone.record(name(1));
    story.assertUntouched(0, 1);
    story.assertNoViolations();
  }

  @Test
  void aRunUnderWayThatWritesTheRecordOnceMoreIsOutwaited() {
    // A group without instances is gone at once, and a run that has read it may go on.
    operator.capacity(2, 0);
    GroupByHand group = new GroupByHand(story, 2);
    story.until(() -> group.members().isEmpty(), "the end of the instance");
    zone.change(ChangeAction.DELETE, zone.record(name(2)));
    // A run on the schedule finds that the record is missing; its call takes long to get through.
    story.callFaults(slowWrites(Duration.ofSeconds(50)));
    story.until(() -> writesUnderWay() == 1, "a run that repairs the record");
    assertEquals(List.of(), zone.records(name(2)));
    groupGoes(2);
    String request =
        stack.send(
            DeployedFunction.DNS_RECORDS, "Delete", TYPE, "DnsRecord2", properties(2), Map.of());

    story.until(() -> !zone.records(name(2)).isEmpty(), "the record that is back");
    assertFalse(stack.isAnswered(request), "the stack still waits");
    assertAnswer("SUCCESS", stack.await(request), "was removed");

    assertEquals(List.of(), zone.records(name(2)));
    story.callFaults(CallFaults.NONE);
    interfaceGoes(2);
    story.pass(Duration.ofMinutes(16));
    assertEquals(List.of(), zone.records(name(2)));
    story.assertNoViolations();
  }

  private long writesUnderWay() {
    return story.calls().stream()
        .filter(call -> call.request() instanceof ChangeResourceRecordSetsRequest)
        .filter(call -> !ofTheResource(call))
        .count();
  }

  private static CallFaults slowWrites(Duration extra) {
    return call ->
        call.request() instanceof ChangeResourceRecordSetsRequest && !ofTheResource(call)
            ? new CallFault.Slow(extra)
            : new CallFault.None();
  }

  @Test
  void aServerThatGetsAnotherNameLeavesNothingUnderTheOldOne() {
    String renamed = "schema-registry.example.com";
    operator.tag(story.member(1).networkInterface(), "ServerGroupDnsName", renamed);

    ReceivedAnswer answer = update(1, properties(1, "Name", renamed), properties(1));

    assertAnswer("SUCCESS", answer, name(1), "was removed");
    assertEquals(Map.of("Name", renamed), answer.data());
    story.pass(Duration.ofMinutes(11));
    assertEquals(List.of(), zone.records(name(1)));
    assertEquals(
        story.member(1).address(), zone.record(renamed).resourceRecords().getFirst().value());
    story.assertUntouched(0, 1, 2);
  }

  @Test
  void anotherAddressAloneOrAnotherSpellingTouchesNothing() {
    assertAnswer("SUCCESS", update(1, properties(1, "Address", "10.0.16.99"), properties(1)));
    assertAnswer(
        "SUCCESS",
        update(1, properties(1, "Name", "1.Confluent-Tools.example.com."), properties(1)));

    assertEquals(List.of(), calls("ListResourceRecordSets"));
    story.endsWell();
  }

  @Test
  void anUpdateThatIsRolledBackRemovesWhatTheNewNameGotMeanwhile() {
    String renamed = "schema-registry.example.com";
    zone.change(ChangeAction.CREATE, Zone.simple(renamed, story.member(1).address(), 60));

    // CloudFormation sends the update the other way round.
    ReceivedAnswer answer = update(1, properties(1), properties(1, "Name", renamed));

    assertAnswer("SUCCESS", answer, renamed, "was removed");
    assertEquals(List.of(), zone.records(renamed));
    zone.record(name(1));
  }

  /** What somebody else may have put under the name. */
  static Stream<ResourceRecordSet.Builder> foreign() {
    return Stream.of(
        values("10.9.9.9"),
        values("10.0.0.4", "10.9.9.9"),
        values("10.0.0.4").setIdentifier("one").weight(1L),
        values("10.0.0.4").setIdentifier("one").region("eu-west-1"),
        values("10.0.0.4").healthCheckId("0a1b2c3d-1111-2222-3333-444455556666"),
        ResourceRecordSet.builder()
            .aliasTarget(
                target ->
                    target
                        .dnsName("lb.example.com")
                        .hostedZoneId("Z32O12XQLNTSW2")
                        .evaluateTargetHealth(false)));
  }

  private static ResourceRecordSet.Builder values(String... values) {
    return ResourceRecordSet.builder()
        .ttl(60L)
        .resourceRecords(
            Stream.of(values).map(v -> ResourceRecord.builder().value(v).build()).toList());
  }

  @ParameterizedTest
  @MethodSource("foreign")
  void aRecordThatIsNotTheServersAloneIsLeftAndToldOf(ResourceRecordSet.Builder put) {
    groupGoes(0);
    zone.change(ChangeAction.DELETE, zone.record(name(0)));
    zone.change(ChangeAction.CREATE, put.name(name(0)).type("A").build());
    List<ResourceRecordSet> before = zone.records(name(0));
    Decisions decisions = new Decisions(story);
    Instant asked = story.now();

    ReceivedAnswer answer = delete(0);

    assertAnswer("SUCCESS", answer, name(0), "10.0.0.4 alone: it was left as it is");
    assertTrue(
        answer.at().isBefore(asked.plusSeconds(10)), "there is nothing that would be waited for");
    assertEquals(before, zone.records(name(0)));
    assertEquals(List.of(), calls("ChangeResourceRecordSets"));
    assertTrue(
        decisions.of("Remark").stream().anyMatch(line -> line.says(name(0), "left as it is")),
        () -> decisions.of("Remark").toString());
  }

  @Test
  void aRecordThatChangesBetweenReadingAndDeletingIsReadAndDecidedUponAgain() {
    groupGoes(0);
    String[] changed = {""};
    story.callFaults(
        call -> {
          if (ofTheResource(call) && changed[0].isEmpty() && deletes(call)) {
            changed[0] = "10.9.9.9";
            // While the call is on its way.
            operator.soon(
                () -> zone.change(ChangeAction.UPSERT, Zone.simple(name(0), changed[0], 60)));
          }
          return new CallFault.None();
        });

    ReceivedAnswer answer = delete(0);

    assertAnswer("SUCCESS", answer, "says 10.9.9.9");
    assertEquals(1, calls("ChangeResourceRecordSets").size());
    assertEquals("10.9.9.9", zone.record(name(0)).resourceRecords().getFirst().value());
  }

  private static boolean deletes(ApiCall call) {
    return call.request() instanceof ChangeResourceRecordSetsRequest;
  }

  @Test
  void aRecordWhoseTimeToLiveSomebodyChangedIsStillTheServers() {
    groupGoes(0);
    zone.change(ChangeAction.UPSERT, Zone.simple(name(0), story.member(0).address(), 3_600));

    assertAnswer("SUCCESS", delete(0), "was removed");

    assertEquals(List.of(), zone.records(name(0)));
  }

  @Test
  void aRequestThatIsDeliveredTwiceEndsTheSame() {
    groupGoes(0);
    assertAnswer("SUCCESS", delete(0), "was removed");
    assertAnswer("SUCCESS", delete(0), "there is no record");
    assertEquals(1, calls("ChangeResourceRecordSets").size());
  }

  @Test
  void aZoneThatIsGoneHasNoRecords() {
    Map<String, Object> gone = properties(0, "HostedZoneId", "Z0GONE");

    assertAnswer(
        "SUCCESS",
        stack.ask(DeployedFunction.DNS_RECORDS, "Delete", TYPE, "DnsRecord0", gone),
        "hosted zone Z0GONE does not exist any more");
  }

  @ParameterizedTest
  @CsvSource({
    "ListResourceRecordSets, Throttling",
    "ChangeResourceRecordSets, Throttling",
    "ChangeResourceRecordSets, PriorRequestNotComplete",
    "ChangeResourceRecordSets, InvalidChangeBatch",
    "ListResourceRecordSets, AccessDenied",
    "ChangeResourceRecordSets, AccessDenied",
  })
  void whatMayPassIsTriedAgain(String operation, String code) {
    groupGoes(0);
    Refusals refused = Refusals.ofFirst(4, operation, code, "not now");
    story.callFaults(call -> ofTheResource(call) ? refused.next(call) : new CallFault.None());

    assertAnswer("SUCCESS", delete(0), "was removed");

    assertEquals(4, refused.count());
    assertEquals(List.of(), zone.records(name(0)));
  }

  @ParameterizedTest
  @CsvSource({
    "ListResourceRecordSets, Throttling, do the same with the stack again",
    "ChangeResourceRecordSets, InvalidChangeBatch, remove the record by hand",
    "ChangeResourceRecordSets, AccessDenied, allow this action in the function's role",
  })
  void whatDoesNotPassFailsInTimeWithTheReasonAndWhatToDo(
      String operation, String code, String advice) {
    groupGoes(0);
    Refusals refused = Refusals.of(operation, code, "not now");
    story.callFaults(call -> ofTheResource(call) ? refused.next(call) : new CallFault.None());
    Instant asked = story.now();

    ReceivedAnswer answer = delete(0);

    assertAnswer("FAILED", answer, operation, code, "not now", advice);
    assertTrue(answer.at().isBefore(asked.plusSeconds(110)), answer.at() + " after " + asked);
    zone.record(name(0));
    story.callFaults(CallFaults.NONE);
    assertAnswer("SUCCESS", delete(0), "was removed");
  }

  @Test
  void aLastLookThatRoute53RefusesHoldsNoStackUp() {
    groupGoes(0);
    Refusals refused = Refusals.of("ListResourceRecordSets", "Throttling", "not now");
    boolean[] removed = {false};
    story.callFaults(
        call -> {
          removed[0] |= ofTheResource(call) && deletes(call);
          return removed[0] && ofTheResource(call) ? refused.next(call) : new CallFault.None();
        });

    assertAnswer("SUCCESS", delete(0), "was removed; that it stays so could not be seen");

    assertTrue(refused.count() > 1);
    assertEquals(List.of(), zone.records(name(0)));
  }

  @Test
  void theNamesOfALargeStackAreRemovedTogetherWithinRoute53sRate() {
    String zoneId = story.stage().cluster().hostedZone();
    List<String> requests =
        Stream.iterate(100, i -> i + 1)
            .limit(60)
            .map(
                i -> {
                  zone.change(
                      ChangeAction.CREATE, Zone.simple("s" + i + ".example.com", "10.1.1.1", 60));
                  Map<String, Object> properties = properties(0, "Name", "s" + i + ".example.com");
                  properties.put("Address", "10.1.1.1");
                  properties.put("Index", Integer.toString(i - 100));
                  return properties;
                })
            .toList()
            .stream()
            .map(
                properties ->
                    stack.send(
                        DeployedFunction.DNS_RECORDS,
                        "Delete",
                        TYPE,
                        "DnsRecord" + properties.get("Index"),
                        properties,
                        Map.of()))
            .toList();

    requests.forEach(request -> assertAnswer("SUCCESS", stack.await(request), "was removed"));

    assertEquals(3, story.aws().dns().records(zoneId).size());
  }
}
