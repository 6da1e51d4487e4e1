package io.servergroup.simulator.aws.route53;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.route53.model.Change;
import software.amazon.awssdk.services.route53.model.ChangeAction;
import software.amazon.awssdk.services.route53.model.ResourceRecord;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/**
 * The changes of one request, tried on a copy of the zone's records: all of them or none. Every
 * finding is collected, in the words of Route 53.
 */
final class ChangeSet {
  /** UPSERT counts double; see the quotas on ChangeResourceRecordSets. */
  private static final int MOST_RECORDS = 1000;

  private static final Pattern IPV4 =
      Pattern.compile("((25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.(?!$)|$)){4}");

  private final HostedZoneState zone;
  private final NavigableMap<RecordKey, ResourceRecordSet> records;
  private final Set<RecordKey> seen = new LinkedHashSet<>();
  private final List<String> findings = new ArrayList<>();

  private ChangeSet(HostedZoneState zone) {
    this.zone = zone;
    this.records = new TreeMap<>(zone.records());
  }

  /**
   * Tries the changes without touching the zone.
   *
   * @throws software.amazon.awssdk.services.route53.model.InvalidInputException when a record set
   *     makes no sense by itself
   */
  static ChangeSet on(HostedZoneState zone, List<Change> changes) {
    ChangeSet set = new ChangeSet(zone);
    int weight = changes.stream().mapToInt(ChangeSet::weight).sum();
    if (weight > MOST_RECORDS) {
      set.findings.add("Number of records limit of " + MOST_RECORDS + " exceeded.");
      return set;
    }
    RecordForm.check(changes);
    changes.forEach(set::apply);
    return set;
  }

  /** What is wrong; nothing may be stored unless it is empty. */
  List<String> findings() {
    return findings;
  }

  NavigableMap<RecordKey, ResourceRecordSet> records() {
    return records;
  }

  private static int weight(Change change) {
    int values = Math.max(1, change.resourceRecordSet().resourceRecords().size());
    return change.action() == ChangeAction.UPSERT ? 2 * values : values;
  }

  private void apply(Change change) {
    ResourceRecordSet written = change.resourceRecordSet();
    RecordKey key = RecordKey.of(written);
    ResourceRecordSet record = RecordForm.stored(written);
    ResourceRecordSet current = records.get(key);
    if (!key.name().isWithin(zone.name())) {
      findings.add(
          "RRSet with DNS name %s is not permitted in zone %s"
              .formatted(key.name().text(), zone.name().text()));
      return;
    }
    switch (change.action()) {
      case CREATE -> {
        if (current != null) {
          findings.add(
              "Tried to create resource record set " + key.described() + " but it already exists");
        } else {
          store(key, record);
        }
      }
      case UPSERT -> store(key, record);
      case DELETE -> delete(key, record, current);
      case UNKNOWN_TO_SDK_VERSION -> findings.add("Invalid action " + change.actionAsString());
    }
  }

  private void store(RecordKey key, ResourceRecordSet record) {
    if (!seen.add(key)) {
      findings.add(
          "The request contains an invalid set of changes for a resource record set '%s %s'"
              .formatted(key.type(), key.name().text()));
      return;
    }
    if (key.type().equals("A")) {
      for (ResourceRecord value : record.resourceRecords()) {
        if (!IPV4.matcher(value.value()).matches()) {
          findings.add(
              "Invalid Resource Record: 'FATAL problem: ARRDATAIllegalIPv4Address (Value is not a"
                  + " valid IPv4 address) encountered with '%s''".formatted(value.value()));
          return;
        }
      }
    }
    Optional<String> conflict = new RecordConflicts(zone.name(), records).with(key, record);
    if (conflict.isPresent()) {
      findings.add(conflict.get());
    } else {
      records.put(key, record);
    }
  }

  private void delete(RecordKey key, ResourceRecordSet record, ResourceRecordSet current) {
    if (current == null) {
      findings.add(
          "Tried to delete resource record set " + key.described() + " but it was not found");
    } else if (!RecordForm.same(record, current)) {
      findings.add(
          "Tried to delete resource record set "
              + key.described()
              + " but the values provided do not match the current values");
    } else {
      records.remove(key);
    }
  }
}
