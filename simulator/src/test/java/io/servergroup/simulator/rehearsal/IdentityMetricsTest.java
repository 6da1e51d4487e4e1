package io.servergroup.simulator.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.simulator.aws.events.DeliveryFault;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.route53.model.Change;
import software.amazon.awssdk.services.route53.model.ChangeAction;
import software.amazon.awssdk.services.route53.model.ResourceRecord;

/** Every metric about identities, in the situation it is there to show. */
final class IdentityMetricsTest {
  private static final List<String> COUNTS =
      List.of("AttachConflicts", "Abandons", "Repairs", "Findings", "UnassignedInstances");
  private static final Duration PERIOD = Duration.ofMinutes(5);

  @Test
  void aQuietHealthyClusterIsMeasuredOncePerCheckAndEveryNumberIsZero() {
    Story story = Story.of(Topology.GROUP_PER_ZONE, 7);
    Measured measured = new Measured(story);

    story.pass(PERIOD.multipliedBy(3));

    Map<String, String> group = Map.of("ServerGroup", "confluent-tools");
    for (String count : COUNTS) {
      assertEquals(List.of(0.0, 0.0, 0.0), measured.values(count, group), count);
    }
    for (String zone : List.of("eu-west-1a", "eu-west-1b", "eu-west-1c")) {
      assertEquals(List.of(0.0, 0.0, 0.0), free(measured, zone));
    }
    assertEquals(List.of(), measured.values("ClaimLatency"));
    assertEquals(3 * (1 + 3), measured.all().size(), "nothing was measured of anything else");
    story.endsWell();
  }

  @Test
  void freeSlotsAreCountedPerZone() {
    Story story = Story.of(Topology.GROUP_PER_ZONE, 7);
    Measured measured = new Measured(story);
    GroupByHand operator = new GroupByHand(story, 0);
    operator.capacity(1);
    story.until(() -> operator.members().size() == 1, "the scale-in");
    measured.clear();

    story.pass(PERIOD);

    assertEquals(List.of(2.0), free(measured, "eu-west-1a"));
    assertEquals(List.of(0.0), free(measured, "eu-west-1b"));
    operator.capacity(3);
    story.endsWell();
  }

  @Test
  void anInstanceThatWaitsForASlotIsUnassigned() {
    Story story = Story.of(Topology.GROUP_PER_ZONE, 7);
    Measured measured = new Measured(story);
    GroupByHand operator = new GroupByHand(story, 0);
    operator.launchesAnExtraInstance();
    measured.clear();

    story.pass(PERIOD);

    assertEquals(List.of(1.0), measured.values("UnassignedInstances"));
    operator.capacity(3);
    story.endsWell();
  }

  @Test
  void theLatencyOfAClaimIsTheTimeFromTheStartOfTheInstanceToTheEndOfItsHold() {
    Story story = Story.of(2);
    Measured measured = new Measured(story);
    String lost = story.server(0).instance();
    new GroupByHand(story, 0).terminatesInEc2(lost);
    story.until(() -> story.server(0).state().equals("Pending"), "the launch");
    Instant launched = story.now();
    story.until(() -> story.server(0).state().equals("Pending:Proceed"), "the completion");
    Duration whole = Duration.between(launched, story.now());
    story.pass(Duration.ofSeconds(1));

    List<Double> latencies = measured.values("ClaimLatency");
    assertEquals(1, latencies.size());
    assertEquals((double) whole.toMillis(), latencies.getFirst(), 1_500, "in milliseconds");
    story.endsWell();
  }

  @Test
  void twoRunsThatAttachTheSameInterfaceAreAConflict() {
    Story story = Story.of(2);
    Measured measured = new Measured(story);
    story.deliveryFaults(
        (rule, event) ->
            event.detailType().equals("EC2 Instance-launch Lifecycle Action")
                ? new DeliveryFault.Duplicated(Duration.ofMillis(1))
                : new DeliveryFault.None());

    for (int i = 0; i < 5 && measured.sum("AttachConflicts") == 0; i++) {
      new GroupByHand(story, 0).terminatesInEc2(story.server(0).instance());
      story.heals();
    }

    assertTrue(measured.sum("AttachConflicts") > 0);
    story.endsWell();
  }

  @Test
  void aRecordThatTheScheduleCorrectsAndASlotItGivesBackAreRepairs() {
    Story story = Story.of(2);
    Measured measured = new Measured(story);
    Cluster.Member server = story.member(0);
    story
        .aws()
        .route53()
        .changeResourceRecordSets(
            request ->
                request
                    .hostedZoneId(story.stage().cluster().hostedZone())
                    .changeBatch(batch -> batch.changes(withTimeToLive(server, 3600))));
    story.pass(PERIOD);
    assertEquals(1, measured.sum("Repairs"), "the time to live of the record");
    measured.clear();

    String holder = story.server(0).instance();
    story
        .aws()
        .ec2()
        .detachNetworkInterface(
            request ->
                request.attachmentId(
                    story
                        .aws()
                        .ec2World()
                        .interfaces()
                        .require(server.networkInterface())
                        .attachment()
                        .id()));
    story.until(() -> story.server(0).holder().isEmpty(), "the loss");
    story.until(() -> story.server(0).holder().equals(holder), "the return");
    story.pass(Duration.ofSeconds(30));

    assertEquals(1, measured.sum("Repairs"), "the interface");
    story.assertUntouched(0, 1);
    story.endsWell();
  }

  @Test
  void whatNeedsAPersonIsAFindingUntilItIsCorrected() {
    Story story = Story.of(2);
    Measured measured = new Measured(story);
    String volume = story.member(1).volume();
    tag(story, volume, "one");
    story.pass(PERIOD);
    assertEquals(List.of(1.0), measured.values("Findings"));

    tag(story, volume, "1");
    measured.clear();
    story.pass(PERIOD);

    assertEquals(List.of(0.0), measured.values("Findings"));
    story.assertUntouched(0, 1);
    story.endsWell();
  }

  private static Change withTimeToLive(Cluster.Member server, long seconds) {
    return Change.builder()
        .action(ChangeAction.UPSERT)
        .resourceRecordSet(
            set ->
                set.name(server.dnsName())
                    .type("A")
                    .ttl(seconds)
                    .resourceRecords(ResourceRecord.builder().value(server.address()).build()))
        .build();
  }

  private static void tag(Story story, String resource, String index) {
    story
        .aws()
        .ec2()
        .createTags(
            request ->
                request
                    .resources(resource)
                    .tags(Tag.builder().key("ServerGroupIndex").value(index).build()));
  }

  private static List<Double> free(Measured measured, String zone) {
    return measured.values(
        "FreeSlots", Map.of("ServerGroup", "confluent-tools", "AvailabilityZone", zone));
  }
}
