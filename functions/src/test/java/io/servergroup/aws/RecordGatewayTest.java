package io.servergroup.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.servergroup.group.DnsName;
import io.servergroup.identity.AddressRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.ListResourceRecordSetsRequest;
import software.amazon.awssdk.services.route53.model.ListResourceRecordSetsResponse;
import software.amazon.awssdk.services.route53.model.RRType;
import software.amazon.awssdk.services.route53.model.ResourceRecord;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

class RecordGatewayTest {
  private static final Duration TTL = Duration.ofMinutes(5);

  /** A zone that gives two records at a time, in its order. */
  private static final class Zone implements Route53Client {
    final List<ResourceRecordSet> records = new ArrayList<>();
    int pages;

    Zone with(String name, RRType type, String value) {
      records.add(
          ResourceRecordSet.builder()
              .name(name)
              .type(type)
              .ttl(TTL.toSeconds())
              .resourceRecords(ResourceRecord.builder().value(value).build())
              .build());
      return this;
    }

    @Override
    public ListResourceRecordSetsResponse listResourceRecordSets(
        ListResourceRecordSetsRequest request) {
      pages++;
      List<ResourceRecordSet> rest =
          records.stream().dropWhile(record -> !isAtOrAfter(record, request)).toList();
      ListResourceRecordSetsResponse.Builder page =
          ListResourceRecordSetsResponse.builder()
              .resourceRecordSets(rest.stream().limit(2).toList())
              .isTruncated(rest.size() > 2);
      return rest.size() > 2
          ? page.nextRecordName(rest.get(2).name()).nextRecordType(rest.get(2).type()).build()
          : page.build();
    }

    private static boolean isAtOrAfter(
        ResourceRecordSet record, ListResourceRecordSetsRequest request) {
      int order =
          RecordGateway.reversed(DnsName.plain(record.name()))
              .compareTo(RecordGateway.reversed(DnsName.plain(request.startRecordName())));
      return order > 0
          || (order == 0
              && (request.startRecordType() == null
                  || record.type().compareTo(request.startRecordType()) >= 0));
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }

  private static DnsName name(String name) {
    return new DnsName("Z1", name, TTL);
  }

  @Test
  void recordsAreFoundOnEveryPageByNameAndType() {
    Zone zone =
        new Zone()
            .with("a.example.", RRType.A, "192.0.2.1")
            .with("0.tools.example.", RRType.A, "10.0.0.0")
            .with("0.tools.example.", RRType.TXT, "\"x\"")
            .with("1.tools.example.", RRType.TXT, "\"y\"")
            .with("2.tools.example.", RRType.A, "10.0.0.9")
            .with("zoo.example.", RRType.A, "192.0.2.2")
            .with("zoo.example.", RRType.TXT, "\"z\"");
    assertEquals(
        Map.of(
            name("0.tools.example"), new AddressRecord(TTL, List.of("10.0.0.0")),
            name("2.tools.example"), new AddressRecord(TTL, List.of("10.0.0.9"))),
        new RecordGateway(() -> zone)
            .read(
                List.of(
                    name("0.tools.example"), name("1.tools.example"), name("2.tools.example"))));
    assertEquals(2, zone.pages, "what comes after the last name is not read");
  }

  @Test
  void anAliasInAServersPlaceIsReadAsARecordThatIsNotTheServers() {
    Zone zone = new Zone();
    zone.records.add(
        ResourceRecordSet.builder()
            .name("0.tools.example.")
            .type(RRType.A)
            .aliasTarget(
                target ->
                    target.dnsName("other.example.").hostedZoneId("Z2").evaluateTargetHealth(false))
            .build());
    assertEquals(
        Map.of(name("0.tools.example"), AddressRecord.special("an alias of other.example.")),
        new RecordGateway(() -> zone).read(List.of(name("0.tools.example"))));
  }

  @Test
  void aRecordOfATrafficPolicyIsReadAsARecordThatIsNotTheServers() {
    Zone zone = new Zone().with("0.tools.example.", RRType.A, "10.0.0.0");
    zone.records.replaceAll(
        record -> record.toBuilder().trafficPolicyInstanceId("0a1b2c3d-1111").build());
    assertEquals(
        Map.of(
            name("0.tools.example"),
            AddressRecord.special("a record of the traffic policy instance 0a1b2c3d-1111")),
        new RecordGateway(() -> zone).read(List.of(name("0.tools.example"))));
  }

  @Test
  void aNameIsReadAsItsTagWritesIt() {
    assertEquals("0.tools.example", DnsName.plain("0.Tools.example."));
    assertEquals("*.tools.example", DnsName.plain("\\052.tools.example."));
  }

  @Test
  void namesAreOrderedByTheirLabelsFromTheLastToTheFirst() {
    assertEquals("example.tools.0.", RecordGateway.reversed("0.tools.example"));
  }
}
