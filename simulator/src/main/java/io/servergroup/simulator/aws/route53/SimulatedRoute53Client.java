package io.servergroup.simulator.aws.route53;

import io.servergroup.simulator.api.CallPath;
import io.servergroup.simulator.kernel.Simulation;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.ChangeInfo;
import software.amazon.awssdk.services.route53.model.ChangeResourceRecordSetsRequest;
import software.amazon.awssdk.services.route53.model.ChangeResourceRecordSetsResponse;
import software.amazon.awssdk.services.route53.model.ChangeStatus;
import software.amazon.awssdk.services.route53.model.GetChangeRequest;
import software.amazon.awssdk.services.route53.model.GetChangeResponse;
import software.amazon.awssdk.services.route53.model.GetHostedZoneRequest;
import software.amazon.awssdk.services.route53.model.GetHostedZoneResponse;
import software.amazon.awssdk.services.route53.model.HostedZone;
import software.amazon.awssdk.services.route53.model.ListHostedZonesRequest;
import software.amazon.awssdk.services.route53.model.ListHostedZonesResponse;
import software.amazon.awssdk.services.route53.model.ListResourceRecordSetsRequest;
import software.amazon.awssdk.services.route53.model.ListResourceRecordSetsResponse;

/** The hosted zones behind the SDK's client, which retries throttled requests by itself. */
public final class SimulatedRoute53Client implements Route53Client {
  private static final int LARGEST_PAGE_OF_RECORDS = 300;
  private static final int LARGEST_PAGE_OF_ZONES = 100;

  private final CallPath path;
  private final Dns dns;
  private final SdkRetries retries;

  public SimulatedRoute53Client(Simulation simulation, CallPath path, Dns dns) {
    this.path = path;
    this.dns = dns;
    this.retries = new SdkRetries(simulation.stream("route53 client"));
  }

  @Override
  public ChangeResourceRecordSetsResponse changeResourceRecordSets(
      ChangeResourceRecordSetsRequest request) {
    return call(
        "ChangeResourceRecordSets",
        request,
        () ->
            ChangeResourceRecordSetsResponse.builder()
                .changeInfo(
                    info(dns.change(request.hostedZoneId(), request.changeBatch().changes())))
                .build());
  }

  @Override
  public GetChangeResponse getChange(GetChangeRequest request) {
    return call(
        "GetChange",
        request,
        () ->
            GetChangeResponse.builder().changeInfo(info(dns.acceptedChange(request.id()))).build());
  }

  @Override
  public GetHostedZoneResponse getHostedZone(GetHostedZoneRequest request) {
    return call(
        "GetHostedZone",
        request,
        () -> GetHostedZoneResponse.builder().hostedZone(zone(dns.require(request.id()))).build());
  }

  @Override
  public ListHostedZonesResponse listHostedZones(ListHostedZonesRequest request) {
    return call(
        "ListHostedZones",
        request,
        () -> {
          List<HostedZoneState> rest =
              dns.zones().stream()
                  .dropWhile(
                      zone -> request.marker() != null && !zone.id().equals(request.marker()))
                  .toList();
          if (rest.isEmpty() && request.marker() != null) {
            // That it is this one of the three errors of the operation is inferred.
            throw Route53Errors.invalidInput("The marker " + request.marker() + " is invalid");
          }
          int size = pageSize(request.maxItems(), LARGEST_PAGE_OF_ZONES);
          boolean more = rest.size() > size;
          return ListHostedZonesResponse.builder()
              .hostedZones(rest.stream().limit(size).map(SimulatedRoute53Client::zone).toList())
              .isTruncated(more)
              .nextMarker(more ? rest.get(size).id() : null)
              .maxItems(Integer.toString(size))
              .build();
        });
  }

  @Override
  public ListResourceRecordSetsResponse listResourceRecordSets(
      ListResourceRecordSetsRequest request) {
    return call("ListResourceRecordSets", request, () -> list(request));
  }

  private ListResourceRecordSetsResponse list(ListResourceRecordSetsRequest request) {
    HostedZoneState zone = dns.require(request.hostedZoneId());
    var records = zone.records();
    if (request.startRecordName() != null) {
      records =
          records.tailMap(
              RecordKey.start(
                  request.startRecordName(),
                  request.startRecordTypeAsString(),
                  request.startRecordIdentifier()),
              true);
    } else if (request.startRecordType() != null) {
      // The documentation names the error, not its words.
      throw Route53Errors.invalidInput("Invalid request: a record type needs a record name");
    }
    int size = pageSize(request.maxItems(), LARGEST_PAGE_OF_RECORDS);
    RecordKey next = records.keySet().stream().skip(size).findFirst().orElse(null);
    return ListResourceRecordSetsResponse.builder()
        .resourceRecordSets(
            records.entrySet().stream().limit(size).map(Map.Entry::getValue).toList())
        .isTruncated(next != null)
        .nextRecordName(next == null ? null : next.name().text())
        .nextRecordType(next == null ? null : next.type())
        .nextRecordIdentifier(
            next == null || next.setIdentifier().isEmpty() ? null : next.setIdentifier())
        .maxItems(Integer.toString(size))
        .build();
  }

  private ChangeInfo info(Dns.AcceptedChange change) {
    boolean inSync = !dns.now().isBefore(change.inSync());
    return ChangeInfo.builder()
        .id(change.id())
        .status(inSync ? ChangeStatus.INSYNC : ChangeStatus.PENDING)
        .submittedAt(change.submitted())
        .build();
  }

  private static HostedZone zone(HostedZoneState zone) {
    return HostedZone.builder()
        .id(zone.id())
        .name(zone.name().text())
        .callerReference("creation of " + zone.id())
        .config(config -> config.privateZone(zone.privateZone()))
        .resourceRecordSetCount((long) zone.records().size())
        .build();
  }

  private static int pageSize(String asked, int largest) {
    return asked == null ? largest : Math.min(largest, Integer.parseInt(asked));
  }

  private <T> T call(String operation, Object request, Supplier<T> effect) {
    return retries.call(path, "route53", operation, request, dns::admit, effect);
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
