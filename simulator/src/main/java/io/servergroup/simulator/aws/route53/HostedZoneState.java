package io.servergroup.simulator.aws.route53;

import java.time.Instant;
import java.util.NavigableMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/** A hosted zone and its record sets. */
final class HostedZoneState {
  private final String id;
  private final DnsName name;
  private final boolean privateZone;
  private NavigableMap<RecordKey, ResourceRecordSet> records = new TreeMap<>();
  private Instant busyUntil = Instant.MIN;

  HostedZoneState(String id, DnsName name, boolean privateZone) {
    this.id = id;
    this.name = name;
    this.privateZone = privateZone;
  }

  String id() {
    return id;
  }

  DnsName name() {
    return name;
  }

  boolean privateZone() {
    return privateZone;
  }

  NavigableMap<RecordKey, ResourceRecordSet> records() {
    return records;
  }

  void replaceRecords(NavigableMap<RecordKey, ResourceRecordSet> next) {
    records = next;
  }

  boolean busyAt(Instant time) {
    return time.isBefore(busyUntil);
  }

  void busyUntil(Instant time) {
    busyUntil = time;
  }
}
