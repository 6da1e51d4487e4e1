package io.servergroup.aws;

import io.servergroup.group.DnsName;
import io.servergroup.identity.AddressRecord;
import io.servergroup.identity.IdentityAction.UpsertRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.Change;
import software.amazon.awssdk.services.route53.model.ChangeAction;
import software.amazon.awssdk.services.route53.model.ChangeInfo;
import software.amazon.awssdk.services.route53.model.ChangeResourceRecordSetsResponse;
import software.amazon.awssdk.services.route53.model.ChangeStatus;
import software.amazon.awssdk.services.route53.model.ListResourceRecordSetsRequest;
import software.amazon.awssdk.services.route53.model.ListResourceRecordSetsResponse;
import software.amazon.awssdk.services.route53.model.NoSuchChangeException;
import software.amazon.awssdk.services.route53.model.RRType;
import software.amazon.awssdk.services.route53.model.ResourceRecord;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/** Reads and writes the A records of servers. */
public final class RecordGateway {
  private static final int RECORDS_PER_PAGE = 300;

  /** Enough for one name and what else may stand under it. */
  private static final int FEW_RECORDS = 10;

  private final Supplier<Route53Client> route53;

  /**
   * @param route53 asked for only when there is something to read or to write
   */
  public RecordGateway(Supplier<Route53Client> route53) {
    this.route53 = route53;
  }

  /**
   * What hosted zones have under names as A records; a name without any has no entry. Reads each
   * zone from the first of the names to the last.
   */
  public Map<DnsName, AddressRecord> read(Collection<DnsName> names) {
    Map<String, List<DnsName>> byZone =
        names.stream()
            .collect(
                Collectors.groupingBy(DnsName::hostedZoneId, TreeMap::new, Collectors.toList()));
    Map<DnsName, AddressRecord> found = new LinkedHashMap<>();
    byZone.forEach(
        (zone, wanted) -> {
          Map<String, List<ResourceRecordSet>> sets =
              readZone(zone, wanted.stream().map(DnsName::name).toList());
          wanted.stream()
              .filter(name -> sets.containsKey(name.name()))
              .forEach(name -> found.put(name, RecordSets.together(sets.get(name.name()))));
        });
    return found;
  }

  /**
   * Whether all name servers of the zone answer with what a change has written. Route 53 remembers
   * changes for weeks: one that it does not know was over long ago.
   */
  public boolean isInSync(String changeId) {
    try {
      return status(changeId) == ChangeStatus.INSYNC;
    } catch (NoSuchChangeException e) {
      return true;
    }
  }

  private ChangeStatus status(String changeId) {
    return route53.get().getChange(request -> request.id(changeId)).changeInfo().status();
  }

  /** The A record sets of one name; several only when they have set identifiers. */
  List<ResourceRecordSet> sets(String zone, String name) {
    return readZone(zone, List.of(name)).getOrDefault(name, List.of());
  }

  Outcome upsert(UpsertRecord action) {
    ResourceRecordSet record =
        ResourceRecordSet.builder()
            .name(action.name().name())
            .type(RRType.A)
            .ttl(action.name().ttl().toSeconds())
            .resourceRecords(ResourceRecord.builder().value(action.address()).build())
            .build();
    Change change = Change.builder().action(ChangeAction.UPSERT).resourceRecordSet(record).build();
    return Calls.attempt(
        "route53:ChangeResourceRecordSets",
        () -> {
          ChangeResourceRecordSetsResponse answer =
              route53
                  .get()
                  .changeResourceRecordSets(
                      request ->
                          request
                              .hostedZoneId(action.name().hostedZoneId())
                              .changeBatch(batch -> batch.changes(change)));
          return new Outcome.Done(Optional.ofNullable(answer.changeInfo()).map(ChangeInfo::id));
        },
        error -> Optional.empty());
  }

  private Map<String, List<ResourceRecordSet>> readZone(String zone, List<String> names) {
    Set<String> wanted = new HashSet<>(names);
    NavigableMap<String, String> inOrder = new TreeMap<>();
    wanted.forEach(each -> inOrder.put(reversed(each), each));
    String last = inOrder.lastKey();
    Map<String, List<ResourceRecordSet>> found = new HashMap<>();
    String name = inOrder.firstEntry().getValue();
    RRType type = RRType.A;
    String identifier = null;
    while (true) {
      ListResourceRecordSetsResponse page =
          route53
              .get()
              .listResourceRecordSets(
                  ListResourceRecordSetsRequest.builder()
                      .hostedZoneId(zone)
                      .startRecordName(name)
                      .startRecordType(type)
                      .startRecordIdentifier(identifier)
                      .maxItems(
                          Integer.toString(wanted.size() == 1 ? FEW_RECORDS : RECORDS_PER_PAGE))
                      .build());
      page.resourceRecordSets().stream()
          .filter(set -> set.type() == RRType.A && wanted.contains(DnsName.plain(set.name())))
          .forEach(
              set ->
                  found
                      .computeIfAbsent(DnsName.plain(set.name()), n -> new ArrayList<>())
                      .add(set));
      if (!Boolean.TRUE.equals(page.isTruncated())
          || reversed(DnsName.plain(page.nextRecordName())).compareTo(last) > 0) {
        return found;
      }
      name = page.nextRecordName();
      type = page.nextRecordType();
      identifier = page.nextRecordIdentifier();
    }
  }

  /**
   * What records are ordered by in a zone: the name with its labels reversed.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/Route53/latest/APIReference/API_ListResourceRecordSets.html">ListResourceRecordSets</a>
   */
  static String reversed(String name) {
    StringBuilder reversed = new StringBuilder(name.length() + 1);
    int end = name.length();
    while (end >= 0) {
      int dot = name.lastIndexOf('.', end - 1);
      reversed.append(name, dot + 1, end).append('.');
      end = dot;
    }
    return reversed.toString();
  }
}
