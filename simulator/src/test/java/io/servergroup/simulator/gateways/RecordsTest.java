package io.servergroup.simulator.gateways;

import static io.servergroup.simulator.gateways.SmallAccount.assertOutcome;
import static io.servergroup.simulator.gateways.SmallAccount.server;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.aws.Outcome;
import io.servergroup.aws.RecordGateway;
import io.servergroup.group.DnsName;
import io.servergroup.group.Slot;
import io.servergroup.identity.AddressRecord;
import io.servergroup.identity.IdentityAction.UpsertRecord;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.route53.model.Change;
import software.amazon.awssdk.services.route53.model.ChangeAction;
import software.amazon.awssdk.services.route53.model.RRType;
import software.amazon.awssdk.services.route53.model.ResourceRecord;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;
import software.amazon.awssdk.services.route53.model.Route53Exception;

/** What Route 53 makes of the names that tags ask for. */
final class RecordsTest {
  private final SmallAccount account = new SmallAccount();
  private final String zone = account.aws.dns().createZone("example.com", true);
  private final RecordGateway records = new RecordGateway(account.aws::route53);

  @Test
  void aRecordWrittenTwiceIsThereOnceAndReadAsItWasWritten() {
    Slot slot = slot("0", "web-0.example.com", zone);

    assertOutcome(Outcome.Done.class, account.perform(upsert(slot)));
    account.pass(10);
    assertOutcome(Outcome.Done.class, account.perform(upsert(slot)));

    assertEquals(Map.of(name(slot), right(slot)), read(slot));
    assertEquals(1, account.aws.dns().records(zone).size());
  }

  @Test
  void upperCaseAndATrailingDotInTheTagsNameTheSameRecord() {
    Slot slot = slot("0", "WEB-0.Example.com.", zone);

    account.perform(upsert(slot));

    assertEquals(Map.of(name(slot), right(slot)), read(slot));
  }

  @Test
  void aCharacterRoute53EscapesIsTheSameRecordWhicheverWayTheTagWritesIt() {
    Slot plain = slot("0", "*.example.com", zone);
    Slot escaped = slot("1", "\\052.tools.example.com", zone);

    account.perform(upsert(plain));
    account.pass(10);
    account.perform(upsert(escaped));

    assertEquals(Set.of("*.example.com", "*.tools.example.com"), namesRead(plain, escaped));
    assertEquals(right(escaped), read(escaped).get(name(escaped)));
  }

  @Test
  void aRecordBehindManyOthersIsFound() {
    account.aws.dns().setRequestsPerSecond(1_000);
    List<Change> others =
        IntStream.range(0, 400)
            .mapToObj(i -> create("b%03d.example.com".formatted(i), RRType.A, "10.9.9.9"))
            .toList();
    account
        .aws
        .route53()
        .changeResourceRecordSets(
            request -> request.hostedZoneId(zone).changeBatch(batch -> batch.changes(others)));
    account.pass(10);
    Slot first = slot("0", "a.example.com", zone);
    Slot last = slot("1", "c.example.com", zone);
    account.perform(upsert(first));
    account.pass(10);
    account.perform(upsert(last));

    assertEquals(Set.of("a.example.com", "c.example.com"), namesRead(last, first));
  }

  @Test
  void aRecordOfAnotherTypeOrNameIsNotMistakenForTheServers() {
    account
        .aws
        .route53()
        .changeResourceRecordSets(
            request ->
                request
                    .hostedZoneId(zone)
                    .changeBatch(
                        batch ->
                            batch.changes(
                                create("web-0.example.com", RRType.TXT, "\"10.0.0.4\""),
                                create("web-00.example.com", RRType.A, "10.0.0.4"))));

    assertEquals(Map.of(), read(slot("0", "web-0.example.com", zone)));
  }

  @Test
  void theNamesOfEveryZoneAreReadFromTheirOwnZone() {
    String other = account.aws.dns().createZone("example.org", true);
    Slot one = slot("0", "web-0.example.com", zone);
    Slot two = slot("1", "web-1.example.org", other);
    account.perform(upsert(one));
    account.perform(upsert(two));

    assertEquals(Set.of("web-0.example.com", "web-1.example.org"), namesRead(one, two));
  }

  @Test
  void aSecondChangeInFlightIsTriedAgain() {
    assertOutcome(
        Outcome.Done.class, account.perform(upsert(slot("0", "web-0.example.com", zone))));

    Outcome.TryAgain refused =
        assertOutcome(
            Outcome.TryAgain.class, account.perform(upsert(slot("1", "web-1.example.com", zone))));

    assertTrue(refused.detail().contains("PriorRequestNotComplete"), refused::detail);
  }

  @Test
  void aNameOutsideItsZoneIsGivenUpWithAdvice() {
    Outcome.GiveUp refused =
        assertOutcome(
            Outcome.GiveUp.class, account.perform(upsert(slot("0", "web-0.example.net", zone))));

    assertTrue(refused.detail().contains("DNS tags"), refused::detail);
  }

  @Test
  void aZoneThatDoesNotExistIsGivenUpWithAdvice() {
    Outcome.GiveUp refused =
        assertOutcome(
            Outcome.GiveUp.class,
            account.perform(upsert(slot("0", "web-0.example.com", "ZMISSING"))));

    assertTrue(refused.detail().contains("hosted zone"), refused::detail);
  }

  @Test
  void anAliasAtTheServersNameIsReadAsWhatItIsBecauseRoute53WouldReplaceIt() {
    Slot slot = slot("0", "web-0.example.com", zone);
    write(
        ResourceRecordSet.builder()
            .name("web-0.example.com")
            .type(RRType.A)
            .aliasTarget(
                target ->
                    target
                        .dnsName("lb.example.com")
                        .hostedZoneId("Z32O12XQLNTSW2")
                        .evaluateTargetHealth(false)));
    account.pass(10);
    assertEquals(
        Map.of(name(slot), AddressRecord.special("an alias of lb.example.com.")), read(slot));

    assertOutcome(Outcome.Done.class, account.perform(upsert(slot)));

    assertEquals(Map.of(name(slot), right(slot)), read(slot));
    assertEquals(1, account.aws.dns().records(zone).size());
  }

  @Test
  void weightedRecordsAtTheServersNameAreGivenUpWithWhatRoute53Said() {
    Slot slot = slot("0", "web-0.example.com", zone);
    write(
        ResourceRecordSet.builder()
            .name("web-0.example.com")
            .type(RRType.A)
            .setIdentifier("blue")
            .weight(1L)
            .ttl(60L)
            .resourceRecords(ResourceRecord.builder().value("10.9.9.9").build()));
    account.pass(10);
    assertEquals(
        Map.of(
            name(slot), AddressRecord.special("a weighted record with the set identifiers blue")),
        read(slot));

    Outcome.GiveUp refused = assertOutcome(Outcome.GiveUp.class, account.perform(upsert(slot)));

    assertTrue(
        refused.detail().contains("cannot be created as other RRSets exist"), refused::detail);
  }

  @Test
  void throttlingIsTriedAgainAndAMissingPermissionGivenUp() {
    UpsertRecord upsert = upsert(slot("0", "web-0.example.com", zone));

    assertOutcome(
        Outcome.TryAgain.class,
        account.performRefused(upsert, Route53Exception.builder(), "Throttling"));
    assertOutcome(
        Outcome.GiveUp.class,
        account.performRefused(upsert, Route53Exception.builder(), "AccessDenied"));
  }

  private Slot slot(String index, String name, String hostedZone) {
    Map<String, String> tags = new TreeMap<>(server(index));
    tags.put("ServerGroupDnsName", name);
    tags.put("ServerGroupHostedZoneId", hostedZone);
    tags.put("ServerGroupDnsTtl", "60");
    account.eni(account.subnetA, tags);
    return account.read().slots().stream()
        .filter(slot -> slot.index() == Integer.parseInt(index))
        .findFirst()
        .orElseThrow();
  }

  private void write(ResourceRecordSet.Builder record) {
    Change change =
        Change.builder().action(ChangeAction.CREATE).resourceRecordSet(record.build()).build();
    account
        .aws
        .route53()
        .changeResourceRecordSets(
            request -> request.hostedZoneId(zone).changeBatch(batch -> batch.changes(change)));
  }

  private static DnsName name(Slot slot) {
    return slot.dnsName().orElseThrow();
  }

  private Map<DnsName, AddressRecord> read(Slot... slots) {
    return records.read(Arrays.stream(slots).map(RecordsTest::name).toList());
  }

  private Set<String> namesRead(Slot... slots) {
    return read(slots).keySet().stream().map(DnsName::name).collect(Collectors.toSet());
  }

  private static AddressRecord right(Slot slot) {
    return new AddressRecord(
        Duration.ofSeconds(60), List.of(slot.networkInterface().privateAddress()));
  }

  private static UpsertRecord upsert(Slot slot) {
    return new UpsertRecord(
        slot.index(),
        slot.dnsName().orElseThrow(),
        slot.networkInterface().privateAddress(),
        "server " + slot.index());
  }

  private static Change create(String name, RRType type, String value) {
    return Change.builder()
        .action(ChangeAction.CREATE)
        .resourceRecordSet(
            ResourceRecordSet.builder()
                .name(name)
                .type(type)
                .ttl(60L)
                .resourceRecords(ResourceRecord.builder().value(value).build())
                .build())
        .build();
  }
}
