package io.servergroup.simulator.aws.route53;

import io.servergroup.simulator.aws.world.WorldTimings;
import io.servergroup.simulator.aws.world.WorldTimings.Span;
import io.servergroup.simulator.aws.world.WorldTimings.Step;
import io.servergroup.simulator.kernel.RandomStream;
import io.servergroup.simulator.kernel.Simulation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.services.route53.model.Change;
import software.amazon.awssdk.services.route53.model.ResourceRecord;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/** The hosted zones of the simulated account. */
public final class Dns {
  private static final String ZONE_PREFIX = "/hostedzone/";
  private static final String CHANGE_PREFIX = "/change/";

  /** A change that was accepted, and when all name servers know it. */
  record AcceptedChange(String id, Instant submitted, Instant inSync) {}

  private final Simulation simulation;
  private final Supplier<WorldTimings> timings;
  private final RandomStream random;
  private final RequestRate rate = new RequestRate(5);
  private final Map<String, HostedZoneState> zones = new LinkedHashMap<>();
  private final Map<String, AcceptedChange> changes = new LinkedHashMap<>();
  private final PriorityQueue<Instant> propagating = new PriorityQueue<>();
  private final List<Consumer<RecordChange>> listeners = new ArrayList<>();

  /**
   * @param timings asked, at every change, how long it takes to reach all name servers
   */
  public Dns(Simulation simulation, Supplier<WorldTimings> timings) {
    this.simulation = simulation;
    this.timings = timings;
    this.random = simulation.stream("route53");
  }

  /**
   * Creates a hosted zone without records.
   *
   * @return its id, without the {@code /hostedzone/} prefix
   */
  public String createZone(String name, boolean privateZone) {
    String id = "Z" + random.hex(20).toUpperCase(Locale.ROOT);
    zones.put(id, new HostedZoneState(id, DnsName.of(name), privateZone));
    return id;
  }

  /** Sets how many requests the account may make per second; 5 unless AWS raised it. */
  public void setRequestsPerSecond(int limit) {
    rate.setLimit(limit);
  }

  /** Tells {@code listener} of every record set that gets other values, at the moment it does. */
  public void whenChanged(Consumer<RecordChange> listener) {
    listeners.add(listener);
  }

  /**
   * The values a name and type have now, of all their record sets; the value of an alias is its
   * target after the word {@code ALIAS}. Empty when there is none.
   */
  public List<String> values(String zoneId, String name, String type) {
    return RecordKey.named(require(zoneId).records(), DnsName.of(name)).entrySet().stream()
        .filter(record -> record.getKey().type().equals(type))
        .flatMap(record -> values(record.getValue()).stream())
        .toList();
  }

  /** The record sets of a zone now, in the order Route 53 lists them. */
  public List<ResourceRecordSet> records(String zoneId) {
    return List.copyOf(require(zoneId).records().values());
  }

  /**
   * Counts a request against the account's rate.
   *
   * @throws software.amazon.awssdk.services.route53.model.Route53Exception with the code Throttling
   */
  void admit() {
    if (!rate.grants(simulation.now())) {
      throw Route53Errors.throttled();
    }
  }

  /** Carries out a change set, all of it or nothing. */
  AcceptedChange change(String zoneId, List<Change> requested) {
    HostedZoneState zone = require(zoneId);
    Instant now = simulation.now();
    if (zone.busyAt(now)) {
      throw Route53Errors.priorRequestNotComplete();
    }
    ChangeSet set = ChangeSet.on(zone, requested);
    if (!set.findings().isEmpty()) {
      throw Route53Errors.invalid(set.findings());
    }
    NavigableMap<RecordKey, ResourceRecordSet> before = zone.records();
    zone.replaceRecords(set.records());
    zone.busyUntil(now.plus(random.between(Duration.ofMillis(50), Duration.ofMillis(400))));
    Span propagation = timings.get().span(Step.RECORD_PROPAGATION);
    AcceptedChange change =
        new AcceptedChange(
            "C" + random.hex(20).toUpperCase(Locale.ROOT),
            now,
            now.plus(random.between(propagation.least(), propagation.most())));
    changes.put(change.id(), change);
    propagating.add(change.inSync());
    announce(zone, requested, before);
    return change;
  }

  /** How many changes have reached all name servers so far. */
  public int propagated() {
    while (!propagating.isEmpty() && !propagating.peek().isAfter(simulation.now())) {
      propagating.remove();
    }
    return changes.size() - propagating.size();
  }

  AcceptedChange acceptedChange(String id) {
    String plain = id.startsWith(CHANGE_PREFIX) ? id.substring(CHANGE_PREFIX.length()) : id;
    return Optional.ofNullable(changes.get(plain))
        .orElseThrow(() -> Route53Errors.noSuchChange(plain));
  }

  HostedZoneState require(String id) {
    String plain = id.startsWith(ZONE_PREFIX) ? id.substring(ZONE_PREFIX.length()) : id;
    return Optional.ofNullable(zones.get(plain)).orElseThrow(() -> Route53Errors.noSuchZone(plain));
  }

  Collection<HostedZoneState> zones() {
    return Collections.unmodifiableCollection(zones.values());
  }

  Instant now() {
    return simulation.now();
  }

  private void announce(
      HostedZoneState zone,
      List<Change> requested,
      NavigableMap<RecordKey, ResourceRecordSet> before) {
    NavigableMap<RecordKey, ResourceRecordSet> after = zone.records();
    TreeSet<RecordKey> keys = new TreeSet<>();
    requested.forEach(change -> keys.add(RecordKey.of(change.resourceRecordSet())));
    for (RecordKey key : keys) {
      if (Objects.equals(before.get(key), after.get(key))) {
        continue;
      }
      RecordChange change =
          new RecordChange(
              zone.id(),
              key.name().text(),
              key.type(),
              key.setIdentifier(),
              values(before.get(key)),
              values(after.get(key)));
      simulation
          .trace()
          .add(
              "route53",
              change.name(),
              key.type()
                  + (key.setIdentifier().isEmpty() ? " " : " " + key.setIdentifier() + " ")
                  + change.before()
                  + " -> "
                  + change.after());
      listeners.forEach(listener -> listener.accept(change));
    }
  }

  private static List<String> values(ResourceRecordSet record) {
    if (record == null) {
      return List.of();
    }
    return record.aliasTarget() != null
        ? List.of("ALIAS " + record.aliasTarget().dnsName())
        : record.resourceRecords().stream().map(ResourceRecord::value).toList();
  }
}
