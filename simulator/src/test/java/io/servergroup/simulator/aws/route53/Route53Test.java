package io.servergroup.simulator.aws.route53;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.simulator.api.CallFault;
import io.servergroup.simulator.api.CallPath;
import io.servergroup.simulator.aws.world.WorldTimings;
import io.servergroup.simulator.kernel.Simulation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.route53.model.Change;
import software.amazon.awssdk.services.route53.model.ChangeAction;
import software.amazon.awssdk.services.route53.model.ChangeInfo;
import software.amazon.awssdk.services.route53.model.ChangeStatus;
import software.amazon.awssdk.services.route53.model.InvalidChangeBatchException;
import software.amazon.awssdk.services.route53.model.NoSuchHostedZoneException;
import software.amazon.awssdk.services.route53.model.PriorRequestNotCompleteException;
import software.amazon.awssdk.services.route53.model.RRType;
import software.amazon.awssdk.services.route53.model.ResourceRecord;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;
import software.amazon.awssdk.services.route53.model.Route53Exception;

class Route53Test {
  private final Simulation simulation = new Simulation(11);
  private final Dns dns = new Dns(simulation, WorldTimings::usual);
  private final CallPath path =
      new CallPath(simulation, Duration.ofMillis(1), Duration.ofMillis(1));
  private final SimulatedRoute53Client client = new SimulatedRoute53Client(simulation, path, dns);
  private final String zone = dns.createZone("Example.com", true);

  @Test
  void namesAreStoredLowerCaseWithATrailingDotAndEscapes() {
    change(upsert("*.Kafka-1.Example.COM", "10.0.0.1"));
    assertEquals("\\052.kafka-1.example.com.", dns.records(zone).getFirst().name());
    assertEquals(List.of("10.0.0.1"), dns.values(zone, "*.kafka-1.example.com", "A"));
    assertEquals(List.of("10.0.0.1"), dns.values(zone, "\\052.kafka-1.example.com.", "A"));
  }

  @Test
  void aBatchTakesEffectAsAWholeOrNotAtAllAndNamesAllFindings() {
    change(upsert("a.example.com", "10.0.0.1"));
    settle();
    InvalidChangeBatchException refused =
        assertThrows(
            InvalidChangeBatchException.class,
            () ->
                change(
                    upsert("new.example.com", "10.0.0.9"),
                    of(ChangeAction.CREATE, "a.example.com", "10.0.0.2"),
                    of(ChangeAction.DELETE, "a.example.com", "10.0.0.2"),
                    of(ChangeAction.DELETE, "b.example.com", "10.0.0.2"),
                    upsert("c.example.org", "10.0.0.1"),
                    upsert("d.example.com", "10.0.0.256")));
    assertEquals(
        List.of(
            "Tried to create resource record set [name='a.example.com.', type='A'] but it already"
                + " exists",
            "Tried to delete resource record set [name='a.example.com.', type='A'] but the values"
                + " provided do not match the current values",
            "Tried to delete resource record set [name='b.example.com.', type='A'] but it was not"
                + " found",
            "RRSet with DNS name c.example.org. is not permitted in zone example.com.",
            "Invalid Resource Record: 'FATAL problem: ARRDATAIllegalIPv4Address (Value is not a"
                + " valid IPv4 address) encountered with '10.0.0.256''"),
        refused.messages());
    assertEquals(List.of(), dns.values(zone, "new.example.com", "A"));
    change(of(ChangeAction.DELETE, "a.example.com", "10.0.0.1"));
    assertEquals(List.of(), dns.records(zone));
  }

  @Test
  void aListBeginsAtTheNameOrAfterItInOrderOfReversedLabels() {
    for (String name : List.of("b", "a.z", "z", "a", "z.a")) {
      change(upsert(name + ".example.com", "10.0.0.1"));
      settle();
    }
    assertEquals(
        List.of(
            "a.example.com.",
            "z.a.example.com.",
            "b.example.com.",
            "z.example.com.",
            "a.z.example.com."),
        client
            .listResourceRecordSetsPaginator(
                request -> request.hostedZoneId("/hostedzone/" + zone).maxItems("2"))
            .resourceRecordSets()
            .stream()
            .map(ResourceRecordSet::name)
            .toList());
    assertEquals(
        "b.example.com.",
        client
            .listResourceRecordSets(
                request ->
                    request
                        .hostedZoneId(zone)
                        .startRecordName("AB.example.com")
                        .startRecordType(RRType.A)
                        .maxItems("1"))
            .resourceRecordSets()
            .getFirst()
            .name());
  }

  @Test
  void aChangeIsPendingUntilAllServersKnowItButReadBackAtOnce() {
    String id = change(upsert("a.example.com", "10.0.0.1")).id();
    assertEquals(List.of("10.0.0.1"), dns.values(zone, "a.example.com", "A"));
    assertEquals(ChangeStatus.PENDING, status(id));
    assertEquals(0, dns.propagated());
    simulation.queue().runUntil(simulation.now().plus(Duration.ofMinutes(1)));
    assertEquals(ChangeStatus.INSYNC, status(id));
    assertEquals(1, dns.propagated());
  }

  @Test
  void aSecondChangeInFlightIsRefused() {
    change(upsert("a.example.com", "10.0.0.1"));
    assertThrows(
        PriorRequestNotCompleteException.class, () -> change(upsert("b.example.com", "10.0.0.1")));
    settle();
    change(upsert("b.example.com", "10.0.0.1"));
  }

  @Test
  void theSixthRequestWithinASecondIsThrottledAndTheClientTriesAgainByItself() {
    List<String> api = new ArrayList<>();
    simulation.trace().listen(entry -> api.add(entry.text()));
    List<String> outcomes = new ArrayList<>();
    simulation.start("caller", () -> call(6, outcomes), end -> {});
    drain();
    assertEquals(List.of("ok", "ok", "ok", "ok", "ok", "ok"), outcomes);
    assertEquals("route53:GetHostedZone -> Throttling: Rate exceeded", api.get(5));
  }

  @Test
  void aCallThatIsThrottledThreeTimesFails() {
    dns.setRequestsPerSecond(0);
    List<String> outcomes = new ArrayList<>();
    simulation.start("caller", () -> call(1, outcomes), end -> {});
    drain();
    assertEquals(List.of("Throttling"), outcomes);
    assertEquals(3, path.counts().get("route53:GetHostedZone"));
  }

  @Test
  void anInjectedErrorIsWhatIsLeftAfterTheRetries() {
    path.setFaults(call -> new CallFault.Refused(Route53Errors.throttled()));
    List<String> outcomes = new ArrayList<>();
    simulation.start("caller", () -> call(1, outcomes), end -> {});
    drain();
    assertEquals(List.of("Throttling"), outcomes);
    assertEquals(1, path.counts().get("route53:GetHostedZone"));
  }

  private void call(int times, List<String> outcomes) {
    for (int i = 0; i < times; i++) {
      try {
        client.getHostedZone(request -> request.id(zone));
        outcomes.add("ok");
      } catch (Route53Exception e) {
        outcomes.add(e.awsErrorDetails().errorCode());
      }
    }
  }

  @Test
  void listenersLearnWhatChangedAndNothingElse() {
    change(upsert("a.example.com", "10.0.0.1"));
    settle();
    List<RecordChange> changes = new ArrayList<>();
    dns.whenChanged(changes::add);
    change(upsert("a.example.com", "10.0.0.1"), upsert("b.example.com", "10.0.0.2"));
    settle();
    change(upsert("a.example.com", "10.0.0.3"));
    assertEquals(
        List.of(
            new RecordChange(zone, "b.example.com.", "A", "", List.of(), List.of("10.0.0.2")),
            new RecordChange(
                zone, "a.example.com.", "A", "", List.of("10.0.0.1"), List.of("10.0.0.3"))),
        changes);
  }

  @Test
  void anUnknownZoneIsNotFoundAndZonesAreListedInPages() {
    assertThrows(
        NoSuchHostedZoneException.class, () -> client.getHostedZone(request -> request.id("ZX")));
    String second = dns.createZone("example.org.", false);
    assertEquals(
        List.of(zone, second),
        client.listHostedZonesPaginator(request -> request.maxItems("1")).hostedZones().stream()
            .map(found -> found.id())
            .toList());
    assertTrue(
        client.getHostedZone(request -> request.id(zone)).hostedZone().config().privateZone());
  }

  private ChangeInfo change(Change... changes) {
    return client
        .changeResourceRecordSets(
            request ->
                request
                    .hostedZoneId(zone)
                    .changeBatch(batch -> batch.changes(Arrays.asList(changes))))
        .changeInfo();
  }

  private ChangeStatus status(String id) {
    return client.getChange(request -> request.id(id)).changeInfo().status();
  }

  @ParameterizedTest
  @CsvSource({"CREATE, 1000, 1001", "UPSERT, 500, 501"})
  void aBatchHasAtMostAThousandRecordsAndAnUpsertCountsDouble(
      ChangeAction action, int most, int tooMany) {
    change(changes(action, most));
    settle();
    Change[] more = changes(action, tooMany);
    assertThrows(InvalidChangeBatchException.class, () -> change(more));
  }

  private static Change[] changes(ChangeAction action, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> of(action, action + "-" + count + "-" + i + ".example.com", "10.0.0.1"))
        .toArray(Change[]::new);
  }

  private static Change upsert(String name, String address) {
    return of(ChangeAction.UPSERT, name, address);
  }

  private static Change of(ChangeAction action, String name, String address) {
    return Change.builder()
        .action(action)
        .resourceRecordSet(
            record ->
                record
                    .name(name)
                    .type(RRType.A)
                    .ttl(60L)
                    .resourceRecords(ResourceRecord.builder().value(address).build()))
        .build();
  }

  private void settle() {
    simulation.queue().runUntil(simulation.now().plus(Duration.ofSeconds(1)));
  }

  private void drain() {
    while (simulation.queue().runNext()) {
      // every event there is
    }
  }
}
