package io.servergroup.simulator.aws.route53;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.servergroup.simulator.api.CallPath;
import io.servergroup.simulator.aws.world.WorldTimings;
import io.servergroup.simulator.aws.world.WorldTimings.Step;
import io.servergroup.simulator.kernel.Simulation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.route53.model.Change;
import software.amazon.awssdk.services.route53.model.ChangeAction;
import software.amazon.awssdk.services.route53.model.ChangeStatus;
import software.amazon.awssdk.services.route53.model.InvalidChangeBatchException;
import software.amazon.awssdk.services.route53.model.InvalidInputException;
import software.amazon.awssdk.services.route53.model.RRType;
import software.amazon.awssdk.services.route53.model.ResourceRecord;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;
import software.amazon.awssdk.services.route53.model.ResourceRecordSetFailover;
import software.amazon.awssdk.services.route53.model.ResourceRecordSetRegion;

/** Record sets of every kind: which stand beside each other, and which replace each other. */
class RecordSetsTest {
  private final Simulation simulation = new Simulation(11);
  private final Dns dns =
      new Dns(simulation, () -> WorldTimings.usual().with(Step.RECORD_PROPAGATION, 30));
  private final CallPath path =
      new CallPath(simulation, Duration.ofMillis(1), Duration.ofMillis(1));
  private final SimulatedRoute53Client client = new SimulatedRoute53Client(simulation, path, dns);
  private final String zone = dns.createZone("example.com", true);

  @Test
  void recordSetsOfOneNameAndTypeStandBesideEachOtherUnderEveryRoutingPolicy() {
    done(weighted("w", "blue", "10.0.0.1"), weighted("w", "green", "10.0.0.2"));
    done(
        routed("l", "eu", "10.0.0.1", r -> r.region(ResourceRecordSetRegion.EU_WEST_1)),
        routed("l", "us", "10.0.0.2", r -> r.region(ResourceRecordSetRegion.US_EAST_1)));
    done(
        routed("f", "one", "10.0.0.1", r -> r.failover(ResourceRecordSetFailover.PRIMARY)),
        routed("f", "two", "10.0.0.2", r -> r.failover(ResourceRecordSetFailover.SECONDARY)));
    done(
        routed("g", "all", "10.0.0.1", r -> r.geoLocation(g -> g.countryCode("*"))),
        routed("g", "eu", "10.0.0.2", r -> r.geoLocation(g -> g.continentCode("EU"))));
    done(
        routed("m", "a", "10.0.0.1", r -> r.multiValueAnswer(true)),
        routed("m", "b", "10.0.0.2", r -> r.multiValueAnswer(true)));
    for (String name : List.of("w", "l", "f", "g", "m")) {
      assertEquals(List.of("10.0.0.1", "10.0.0.2"), dns.values(zone, name + ".example.com", "A"));
    }
    assertEquals(10, dns.records(zone).size());
  }

  @Test
  void aListIsOrderedByNameTypeAndIdentifierAlsoAcrossPages() {
    done(simple("web", RRType.TXT, "\"x\""), simple("a-b", RRType.A, "10.0.0.9"));
    done(weighted("web", "green", "10.0.0.2"), weighted("web", "blue", "10.0.0.1"));
    done(simple("a", RRType.A, "10.0.0.8"), simple("*", RRType.A, "10.0.0.7"));
    assertEquals(
        List.of(
            "\\052.example.com. A null",
            "a-b.example.com. A null",
            "a.example.com. A null",
            "web.example.com. A blue",
            "web.example.com. A green",
            "web.example.com. TXT null"),
        client
            .listResourceRecordSetsPaginator(request -> request.hostedZoneId(zone).maxItems("1"))
            .resourceRecordSets()
            .stream()
            .map(r -> r.name() + " " + r.typeAsString() + " " + r.setIdentifier())
            .toList());
    var page = client.listResourceRecordSets(r -> r.hostedZoneId(zone).maxItems("4"));
    assertEquals("green", page.nextRecordIdentifier());
    assertNull(
        client
            .listResourceRecordSets(r -> r.hostedZoneId(zone).maxItems("5"))
            .nextRecordIdentifier());
  }

  @Test
  void aListCannotStartAtATypeWithoutAName() {
    assertThrows(
        InvalidInputException.class,
        () -> client.listResourceRecordSets(r -> r.hostedZoneId(zone).startRecordType(RRType.A)));
  }

  @Test
  void anAliasHasATargetAndNoTimeToLive() {
    done(alias("web", "Dualstack.LB.example.com"));
    ResourceRecordSet shown = dns.records(zone).getFirst();
    assertNull(shown.ttl());
    assertEquals("dualstack.lb.example.com.", shown.aliasTarget().dnsName());
    assertEquals(
        List.of("ALIAS dualstack.lb.example.com."), dns.values(zone, "web.example.com", "A"));
    assertEquals(
        "Invalid request: Expected exactly one of [AliasTarget, all of [TTL, and ResourceRecords],"
            + " or TrafficPolicyInstanceId], but found more than one in Change with"
            + " [Action=UPSERT, Name=web.example.com, Type=A, SetIdentifier=null]",
        invalid(alias("web", "lb.example.com").ttl(60L)));
    assertEquals(
        "Invalid request: Expected exactly one of [AliasTarget, all of [TTL, and ResourceRecords],"
            + " or TrafficPolicyInstanceId], but found none in Change with [Action=UPSERT,"
            + " Name=web.example.com, Type=A, SetIdentifier=null]",
        invalid(simple("web", RRType.A, "10.0.0.1").ttl(null)));
  }

  @Test
  void aSimpleRecordReplacesAnAliasOfItsNameAndTypeAndTheReverse() {
    List<RecordChange> changes = new ArrayList<>();
    done(alias("web", "lb.example.com"));
    dns.whenChanged(changes::add);
    done(simple("web", RRType.A, "10.0.0.1"));
    assertEquals(1, dns.records(zone).size());
    assertEquals(List.of("10.0.0.1"), dns.values(zone, "web.example.com", "A"));
    assertEquals(
        new RecordChange(
            zone,
            "web.example.com.",
            "A",
            "",
            List.of("ALIAS lb.example.com."),
            List.of("10.0.0.1")),
        changes.getFirst());
    done(alias("web", "lb.example.com"));
    assertEquals(1, dns.records(zone).size());
  }

  @Test
  void aPolicyNeedsAnIdentifierAndAnIdentifierExactlyOnePolicy() {
    assertEquals(
        "Invalid request: Missing field 'SetIdentifier' in Change with [Action=UPSERT,"
            + " Name=web.example.com, Type=A, SetIdentifier=null]",
        invalid(simple("web", RRType.A, "10.0.0.1").multiValueAnswer(false)));
    assertEquals(
        "Invalid request: Expected exactly one of [Weight, Region, Failover, GeoLocation, or"
            + " MultiValueAnswer], but found none in Change with [Action=UPSERT,"
            + " Name=web.example.com, Type=A, SetIdentifier=x]",
        invalid(simple("web", RRType.A, "10.0.0.1").setIdentifier("x")));
    assertEquals(
        "Invalid request: Expected exactly one of [Weight, Region, Failover, GeoLocation, or"
            + " MultiValueAnswer], but found more than one in Change with [Action=UPSERT,"
            + " Name=web.example.com, Type=A, SetIdentifier=x]",
        invalid(weighted("web", "x", "10.0.0.1").multiValueAnswer(true)));
  }

  @Test
  void aSimpleRecordIsRefusedWhereRoutedOnesExist() {
    done(weighted("web", "blue", "10.0.0.1"));
    assertEquals(
        List.of(
            "RRSet with DNS name web.example.com., type A cannot be created as other RRSets exist"
                + " with the same name and type."),
        refused(simple("web", RRType.A, "10.0.0.2")));
    done(simple("web", RRType.TXT, "\"of another type\""));
  }

  @Test
  void aRoutedRecordIsRefusedWhereASimpleOneOrAnotherPolicyExists() {
    done(simple("web", RRType.A, "10.0.0.1"));
    assertEquals(
        List.of(
            "RRSet with DNS name web.example.com., type A, SetIdentifier blue cannot be created as"
                + " a non-weighted set exists with the same name and type."),
        refused(weighted("web", "blue", "10.0.0.2")));
    assertEquals(
        List.of(
            "RRSet with DNS name web.example.com., type A, SetIdentifier m cannot be created"
                + " because a non multivalue answer rrset exists with the same name and type."),
        refused(routed("web", "m", "10.0.0.2", r -> r.multiValueAnswer(true))));
    done(routed("l", "eu", "10.0.0.1", r -> r.region(ResourceRecordSetRegion.EU_WEST_1)));
    assertEquals(
        List.of(
            "RRSet with DNS name l.example.com., type A, SetIdentifier blue cannot be created as a"
                + " non-weighted set exists with the same name and type."),
        refused(weighted("l", "blue", "10.0.0.2")));
    assertEquals(
        List.of(
            "RRSet with DNS name l.example.com., type A, SetIdentifier other, and Region"
                + " Name=eu-west-1 cannot be created because a latency RRSet with the same name,"
                + " type and region already exists."),
        refused(
            routed("l", "other", "10.0.0.2", r -> r.region(ResourceRecordSetRegion.EU_WEST_1))));
    done(routed("l", "eu", "10.0.0.3", r -> r.region(ResourceRecordSetRegion.EU_WEST_1)));
  }

  @Test
  void aSimpleRecordBecomesRoutedInOneBatchThatDeletesItFirst() {
    done(simple("web", RRType.A, "10.0.0.1"));
    change(
        of(ChangeAction.DELETE, simple("web", RRType.A, "10.0.0.1")),
        of(ChangeAction.CREATE, weighted("web", "blue", "10.0.0.1")));
    assertEquals("blue", dns.records(zone).getFirst().setIdentifier());
  }

  @Test
  void aCnameStandsAloneAtItsNameAndNeverAtTheApex() {
    done(simple("web", RRType.A, "10.0.0.1"), simple("www", RRType.CNAME, "web.example.com"));
    assertEquals(
        List.of(
            "RRSet of type CNAME with DNS name web.example.com. is not permitted as it conflicts"
                + " with other records with the same DNS name in zone example.com.",
            "RRSet of type A with DNS name www.example.com. is not permitted because a conflicting"
                + " RRSet of type CNAME with the same DNS name already exists in zone"
                + " example.com.",
            "RRSet of type CNAME with DNS name example.com. is not permitted at apex in zone"
                + " example.com."),
        refused(
            simple("web", RRType.CNAME, "x.example.com"),
            simple("www", RRType.A, "10.0.0.1"),
            simple("www", RRType.CNAME, "x.example.com").name("example.com")));
    done(simple("www", RRType.CNAME, "other.example.com"));
  }

  @Test
  void aRoutedRecordIsDeletedOnlyByAllItsValues() {
    done(weighted("web", "blue", "10.0.0.1"), weighted("web", "green", "10.0.0.2"));
    assertEquals(
        List.of(
            "Tried to delete resource record set [name='web.example.com.', type='A',"
                + " set-identifier='blue'] but the values provided do not match the current"
                + " values",
            "Tried to delete resource record set [name='web.example.com.', type='A',"
                + " set-identifier='red'] but it was not found",
            "Tried to create resource record set [name='web.example.com.', type='A',"
                + " set-identifier='green'] but it already exists"),
        assertThrows(
                InvalidChangeBatchException.class,
                () ->
                    change(
                        of(ChangeAction.DELETE, weighted("web", "blue", "10.0.0.1").weight(7L)),
                        of(ChangeAction.DELETE, weighted("web", "red", "10.0.0.1")),
                        of(ChangeAction.CREATE, weighted("web", "green", "10.0.0.1"))))
            .messages());
    change(of(ChangeAction.DELETE, weighted("web", "blue", "10.0.0.1")));
    assertEquals(List.of("10.0.0.2"), dns.values(zone, "web.example.com", "A"));
  }

  @Test
  void aChangeIsInSyncAfterTheTimeTheWorldGivesIt() {
    String id = change(of(ChangeAction.UPSERT, simple("web", RRType.A, "10.0.0.1")));
    pass(29);
    assertEquals(ChangeStatus.PENDING, status(id));
    pass(1);
    assertEquals(ChangeStatus.INSYNC, status(id));
  }

  private void done(ResourceRecordSet.Builder... records) {
    change(upserts(records));
    pass(1);
  }

  private List<String> refused(ResourceRecordSet.Builder... records) {
    return assertThrows(InvalidChangeBatchException.class, () -> change(upserts(records)))
        .messages();
  }

  private String invalid(ResourceRecordSet.Builder record) {
    return assertThrows(InvalidInputException.class, () -> change(upserts(record)))
        .awsErrorDetails()
        .errorMessage();
  }

  private String change(Change... changes) {
    return client
        .changeResourceRecordSets(
            request ->
                request
                    .hostedZoneId(zone)
                    .changeBatch(batch -> batch.changes(Arrays.asList(changes))))
        .changeInfo()
        .id();
  }

  private ChangeStatus status(String id) {
    return client.getChange(request -> request.id(id)).changeInfo().status();
  }

  private void pass(int seconds) {
    simulation.queue().runUntil(simulation.now().plus(Duration.ofSeconds(seconds)));
  }

  private static Change[] upserts(ResourceRecordSet.Builder... records) {
    return Arrays.stream(records)
        .map(record -> of(ChangeAction.UPSERT, record))
        .toArray(Change[]::new);
  }

  private static Change of(ChangeAction action, ResourceRecordSet.Builder record) {
    return Change.builder().action(action).resourceRecordSet(record.build()).build();
  }

  private static ResourceRecordSet.Builder simple(String label, RRType type, String value) {
    return ResourceRecordSet.builder()
        .name(label + ".example.com")
        .type(type)
        .ttl(60L)
        .resourceRecords(ResourceRecord.builder().value(value).build());
  }

  private static ResourceRecordSet.Builder routed(
      String label, String id, String address, Consumer<ResourceRecordSet.Builder> policy) {
    ResourceRecordSet.Builder record = simple(label, RRType.A, address).setIdentifier(id);
    policy.accept(record);
    return record;
  }

  private static ResourceRecordSet.Builder weighted(String label, String id, String address) {
    return routed(label, id, address, record -> record.weight(1L));
  }

  private static ResourceRecordSet.Builder alias(String label, String target) {
    return ResourceRecordSet.builder()
        .name(label + ".example.com")
        .type(RRType.A)
        .aliasTarget(
            t -> t.dnsName(target).hostedZoneId("Z32O12XQLNTSW2").evaluateTargetHealth(false));
  }
}
