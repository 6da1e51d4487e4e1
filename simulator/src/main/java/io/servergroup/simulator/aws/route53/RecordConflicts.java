package io.servergroup.simulator.aws.route53;

import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/**
 * Which record sets cannot stand beside each other at one name. Messages are those that users have
 * seen, except where a comment says that they are inferred.
 */
final class RecordConflicts {
  private static final String CNAME = "CNAME";

  private final DnsName zone;
  private final NavigableMap<RecordKey, ResourceRecordSet> records;

  RecordConflicts(DnsName zone, NavigableMap<RecordKey, ResourceRecordSet> records) {
    this.zone = zone;
    this.records = records;
  }

  /** Why a record set cannot be stored; empty when it can. */
  Optional<String> with(RecordKey key, ResourceRecordSet record) {
    NavigableMap<RecordKey, ResourceRecordSet> atName = RecordKey.named(records, key.name());
    return alias(key, atName).or(() -> routing(key, record, atName));
  }

  /** A CNAME stands alone at its name, which is not the zone's own. */
  private Optional<String> alias(RecordKey key, NavigableMap<RecordKey, ResourceRecordSet> atName) {
    String subject = "RRSet of type %s with DNS name %s".formatted(key.type(), key.name().text());
    if (key.type().equals(CNAME)) {
      if (key.name().equals(zone)) {
        return Optional.of(subject + " is not permitted at apex in zone " + zone.text());
      }
      return atName.keySet().stream().allMatch(other -> other.type().equals(CNAME))
          ? Optional.empty()
          : Optional.of(
              subject
                  + " is not permitted as it conflicts with other records with the same DNS name in"
                  + " zone "
                  + zone.text());
    }
    return atName.keySet().stream().noneMatch(other -> other.type().equals(CNAME))
        ? Optional.empty()
        : Optional.of(
            subject
                + " is not permitted because a conflicting RRSet of type CNAME with the same DNS"
                + " name already exists in zone "
                + zone.text());
  }

  /** All record sets of one name and type follow one policy. */
  private static Optional<String> routing(
      RecordKey key, ResourceRecordSet record, NavigableMap<RecordKey, ResourceRecordSet> atName) {
    RoutingPolicy policy = RoutingPolicy.of(record);
    for (Map.Entry<RecordKey, ResourceRecordSet> other : atName.entrySet()) {
      if (other.getKey().equals(key) || !other.getKey().answersWith(key)) {
        continue;
      }
      if (RoutingPolicy.of(other.getValue()) != policy || policy == RoutingPolicy.SIMPLE) {
        return Optional.of(otherPolicy(key, policy));
      }
      if (sameShare(policy, record, other.getValue())) {
        return Optional.of(taken(key, policy, record));
      }
    }
    return Optional.empty();
  }

  private static String otherPolicy(RecordKey key, RoutingPolicy policy) {
    String subject = "RRSet with DNS name %s, type %s".formatted(key.name().text(), key.type());
    String routed = subject + ", SetIdentifier " + key.setIdentifier() + " cannot be created ";
    return switch (policy) {
      case SIMPLE ->
          subject + " cannot be created as other RRSets exist with the same name and type.";
      case WEIGHTED -> routed + "as a non-weighted set exists with the same name and type.";
      case MULTIVALUE ->
          routed + "because a non multivalue answer rrset exists with the same name and type.";
      // Inferred from the message for weighted sets.
      case LATENCY -> routed + "as a non-latency set exists with the same name and type.";
      case FAILOVER -> routed + "as a non-failover set exists with the same name and type.";
      case GEOLOCATION -> routed + "as a non-geolocation set exists with the same name and type.";
    };
  }

  /** Whether two record sets of one policy claim the same region, role or location. */
  private static boolean sameShare(
      RoutingPolicy policy, ResourceRecordSet one, ResourceRecordSet other) {
    return switch (policy) {
      case SIMPLE, WEIGHTED, MULTIVALUE -> false;
      case LATENCY -> one.region() == other.region();
      case FAILOVER -> one.failover() == other.failover();
      case GEOLOCATION -> one.geoLocation().equals(other.geoLocation());
    };
  }

  private static String taken(RecordKey key, RoutingPolicy policy, ResourceRecordSet record) {
    String subject =
        "RRSet with DNS name %s, type %s, SetIdentifier %s"
            .formatted(key.name().text(), key.type(), key.setIdentifier());
    return switch (policy) {
      case SIMPLE, WEIGHTED, MULTIVALUE ->
          throw new IllegalArgumentException(policy + " record sets do not share anything out");
      case LATENCY ->
          "%s, and Region Name=%s cannot be created because a latency RRSet with the same name, type and region already exists."
              .formatted(subject, record.regionAsString());
      // Inferred from the message for latency sets.
      case FAILOVER ->
          "%s, and Failover=%s cannot be created because a failover RRSet with the same name, type and failover already exists."
              .formatted(subject, record.failoverAsString());
      case GEOLOCATION ->
          "%s cannot be created because a geolocation RRSet with the same name, type and geolocation already exists."
              .formatted(subject);
    };
  }
}
