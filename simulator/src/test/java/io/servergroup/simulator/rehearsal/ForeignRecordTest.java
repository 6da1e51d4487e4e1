package io.servergroup.simulator.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
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
    ALIAS("an alias of"),
    WEIGHTED("a weighted record"),
    LATENCY("a latency record"),
    FAILOVER("a failover record"),
    MULTIVALUE("a multivalue record");

    private final String words;

    Foreign(String words) {
      this.words = words;
    }

    ResourceRecordSet under(String name) {
      ResourceRecordSet.Builder set = Zone.a(name);
      return switch (this) {
        case ALIAS ->
            set.aliasTarget(
                    target ->
                        target
                            .dnsName("lb.example.com")
                            .hostedZoneId("Z32O12XQLNTSW2")
                            .evaluateTargetHealth(false))
                .build();
        case WEIGHTED -> named(set).weight(1L).build();
        case LATENCY -> named(set).region("eu-west-1").build();
        case FAILOVER -> named(set).failover("PRIMARY").build();
        case MULTIVALUE -> named(set).multiValueAnswer(true).build();
      };
    }

    private static ResourceRecordSet.Builder named(ResourceRecordSet.Builder set) {
      return set.setIdentifier("one")
          .ttl(60L)
          .resourceRecords(ResourceRecord.builder().value("10.9.9.9").build());
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
    String advice =
        "remove it, or remove the tags ServerGroupDnsName and ServerGroupHostedZoneId from ";
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
    decisions.await("Wait", "it is abandoned at the first check after", foreign.words);

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
