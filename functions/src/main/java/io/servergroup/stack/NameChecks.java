package io.servergroup.stack;

import io.servergroup.group.DnsName;
import io.servergroup.rollout.Finding;
import io.servergroup.rollout.Listing;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Whether every server has a name of its own in the hosted zone. */
final class NameChecks {
  private static final String RULE =
      "names have parts of a-z, 0-9 and hyphens inside, with dots between, such as 0.tools.example.com";

  private final ClusterInputs inputs;
  private final ClusterReadings readings;
  private final List<String> names;
  private final Optional<String> commonPortion;
  private final List<Finding> findings = new ArrayList<>();

  NameChecks(ClusterInputs inputs, ClusterReadings readings) {
    this.inputs = inputs;
    this.readings = readings;
    this.names = inputs.properties().list(ClusterInputs.DNS_NAMES);
    this.commonPortion = inputs.properties().given(ClusterInputs.COMMON_PORTION);
  }

  List<Finding> check() {
    inputs.size().ifPresent(this::checkCount);
    checkFaults();
    checkDifferent();
    checkCommonPortion();
    checkZone();
    return findings;
  }

  private void checkCount(int size) {
    if (!names.isEmpty() && names.size() != size) {
      refuse(
          ClusterInputs.DNS_NAMES,
          "found %d for %d servers".formatted(names.size(), size),
          "give exactly %d, one for each server".formatted(size));
    }
  }

  private void checkFaults() {
    List<String> faults =
        names.stream()
            .flatMap(
                name -> DomainName.fault(name).map(fault -> quoted(name) + " " + fault).stream())
            .toList();
    if (!faults.isEmpty()) {
      refuse(ClusterInputs.DNS_NAMES, "found " + Listing.of(faults), RULE);
    }
  }

  private void checkDifferent() {
    Set<String> seen = new HashSet<>();
    List<String> again =
        names.stream()
            .filter(name -> !name.isEmpty() && !seen.add(DnsName.plain(name)))
            .map(DnsName::plain)
            .distinct()
            .toList();
    if (!again.isEmpty()) {
      refuse(
          ClusterInputs.DNS_NAMES,
          "found more than once: " + Listing.of(again),
          "give every server a name of its own");
    }
  }

  private void checkCommonPortion() {
    commonPortion.ifPresent(
        portion -> {
          // A zone may be a top-level domain of its own, such as "internal".
          DomainName.fault("0." + portion)
              .ifPresent(
                  fault ->
                      refuse(
                          ClusterInputs.COMMON_PORTION,
                          "found " + quoted(portion) + ", which " + fault,
                          RULE));
        });
  }

  private void checkZone() {
    if (!inputs.wantsNames()) {
      return;
    }
    if (inputs.properties().given(ClusterInputs.ZONE).isEmpty()) {
      refuse(
          ClusterInputs.ZONE,
          "found nothing, but servers are to have names",
          "name the hosted zone of the names, or leave out %s and %s"
              .formatted(ClusterInputs.DNS_NAMES, ClusterInputs.COMMON_PORTION));
      return;
    }
    readings.zone().flatMap(this::zoneName).ifPresent(this::checkWithin);
  }

  private Optional<String> zoneName(Lookup<ClusterReadings.HostedZone> zone) {
    String id = inputs.properties().text(ClusterInputs.ZONE);
    return switch (zone) {
      case Lookup.Found<ClusterReadings.HostedZone>(ClusterReadings.HostedZone found) ->
          Optional.of(found.name());
      case Lookup.Missing<ClusterReadings.HostedZone> missing -> {
        refuse(
            ClusterInputs.ZONE,
            "there is no hosted zone " + id + " in this account",
            "name one that exists");
        yield Optional.empty();
      }
      case Lookup.Refused<ClusterReadings.HostedZone>(String said) -> {
        refuse(
            ClusterInputs.ZONE,
            "found " + quoted(id) + "; Route 53: " + said,
            "give the id of a hosted zone, such as Z0123456789ABCDEFGHIJ");
        yield Optional.empty();
      }
    };
  }

  private void checkWithin(String zone) {
    // Names that are given replace those that would be made of the common portion.
    String parameter = names.isEmpty() ? ClusterInputs.COMMON_PORTION : ClusterInputs.DNS_NAMES;
    List<String> outside =
        (names.isEmpty() ? made() : names)
            .stream()
                .map(DnsName::plain)
                .filter(name -> !name.isEmpty() && !DomainName.isWithin(name, zone))
                .distinct()
                .toList();
    if (!outside.isEmpty()) {
      refuse(
          parameter,
          "not in the hosted zone %s (%s): %s"
              .formatted(zone, inputs.properties().text(ClusterInputs.ZONE), Listing.of(outside)),
          "give names that end with .%s, or the hosted zone of these in %s"
              .formatted(zone, ClusterInputs.ZONE));
    }
  }

  private List<String> made() {
    return IntStream.range(0, inputs.size().orElse(1))
        .mapToObj(index -> index + "." + commonPortion.orElse(""))
        .toList();
  }

  private void refuse(String parameter, String found, String wanted) {
    findings.add(new Finding(parameter, found, wanted));
  }

  private static String quoted(String text) {
    return "\"" + text + "\"";
  }
}
