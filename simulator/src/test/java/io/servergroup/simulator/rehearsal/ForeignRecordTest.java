package io.servergroup.simulator.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.route53.model.ChangeAction;
import software.amazon.awssdk.services.route53.model.ChangeResourceRecordSetsRequest;
import software.amazon.awssdk.services.route53.model.ResourceRecord;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/**
 * Where the record of a server should be, there is one that answers in another way than with a
 * fixed address. Nobody but its maker may replace it.
 */
final class ForeignRecordTest {
  /** What somebody may have put there. */
  private enum Foreign {
    ALIAS(
        "an alias of",
        set ->
            set.aliasTarget(
                target ->
                    target
                        .dnsName("lb.example.com")
                        .hostedZoneId("Z32O12XQLNTSW2")
                        .evaluateTargetHealth(false))),
    WEIGHTED("a weighted record", set -> named(set).weight(1L)),
    LATENCY("a latency record", set -> named(set).region("eu-west-1")),
    FAILOVER("a failover record", set -> named(set).failover("PRIMARY")),
    MULTIVALUE("a multivalue record", set -> named(set).multiValueAnswer(true));

    private final String words;
    private final UnaryOperator<ResourceRecordSet.Builder> made;

    Foreign(String words, UnaryOperator<ResourceRecordSet.Builder> made) {
      this.words = words;
      this.made = made;
    }

    private static ResourceRecordSet.Builder named(ResourceRecordSet.Builder set) {
      return set.setIdentifier("one")
          .ttl(60L)
          .resourceRecords(ResourceRecord.builder().value("10.9.9.9").build());
    }

    ResourceRecordSet under(String name) {
      return made.apply(Zone.a(name)).build();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aLaunchIsRefusedWithTheReasonAndTheServerThatServesIsOnlyRemarkedOn(Foreign foreign) {
    Story story = Story.of(2);
    Decisions decisions = new Decisions(story);
    Zone zone = new Zone(story);
    String name = story.member(0).dnsName();
    zone.change(ChangeAction.DELETE, zone.record(name));
    ResourceRecordSet put = foreign.under(name);
    zone.change(ChangeAction.CREATE, put);
    List<ResourceRecordSet> before = zone.records(name);

    story.pass(Duration.ofMinutes(11));
    String advice = "remove it, or remove the tag ServerGroupDnsName from ";
    List<Decisions.Line> remarks =
        decisions.of("Remark").stream()
            .filter(line -> line.says("server 0", name, foreign.words, advice))
            .toList();
    assertEquals(2, remarks.size(), remarks::toString);
    story.assertUntouched(0, 1);

    new Operator(story).replace(0);
    Decisions.Line abandoned = decisions.await("Complete ABANDON");
    assertTrue(
        abandoned.says(
            name,
            story.stage().cluster().hostedZone(),
            foreign.words,
            advice + story.member(0).networkInterface()),
        abandoned::toString);
    decisions.await("Wait", "it is abandoned in about", foreign.words);

    assertEquals(before, zone.records(name));
    assertEquals(List.of(), writes(story));
    zone.change(ChangeAction.DELETE, put);
    story.heals();
    assertEquals(story.member(0).address(), zone.record(name).resourceRecords().getFirst().value());
    story.endsWell();
  }

  private static List<Object> writes(Story story) {
    return story.calls().stream()
        .map(call -> call.request())
        .filter(request -> request instanceof ChangeResourceRecordSetsRequest)
        .toList();
  }
}
