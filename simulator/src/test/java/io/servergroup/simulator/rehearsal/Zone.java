package io.servergroup.simulator.rehearsal;

import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.services.route53.model.Change;
import software.amazon.awssdk.services.route53.model.ChangeAction;
import software.amazon.awssdk.services.route53.model.RRType;
import software.amazon.awssdk.services.route53.model.ResourceRecord;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/** The hosted zone of a story's cluster, as a person changes it. */
final class Zone {
  private final Story story;

  Zone(Story story) {
    this.story = story;
  }

  static ResourceRecordSet simple(String name, String address, long ttl) {
    return a(name)
        .ttl(ttl)
        .resourceRecords(ResourceRecord.builder().value(address).build())
        .build();
  }

  static ResourceRecordSet.Builder a(String name) {
    return ResourceRecordSet.builder().name(name).type(RRType.A);
  }

  /** The only A record of a name. */
  ResourceRecordSet record(String name) {
    List<ResourceRecordSet> found = records(name);
    if (found.size() != 1) {
      throw new AssertionError(name + " has " + found);
    }
    return found.getFirst();
  }

  /** All A records of a name. */
  List<ResourceRecordSet> records(String name) {
    return story.aws().dns().records(id()).stream()
        .filter(set -> set.name().equals(name + ".") && set.type() == RRType.A)
        .toList();
  }

  /** Removes the record of a server, so that its next launch has one to write. */
  void remove(int server) {
    change(ChangeAction.DELETE, record(story.member(server).dnsName()));
  }

  void change(ChangeAction action, ResourceRecordSet set) {
    change(id(), action, set);
  }

  void change(String zone, ChangeAction action, ResourceRecordSet set) {
    Change change = Change.builder().action(action).resourceRecordSet(set).build();
    story
        .aws()
        .route53()
        .changeResourceRecordSets(
            request -> request.hostedZoneId(zone).changeBatch(batch -> batch.changes(change)));
    // The zone is busy for a moment.
    story.pass(Duration.ofSeconds(1));
  }

  private String id() {
    return story.stage().cluster().hostedZone();
  }
}
