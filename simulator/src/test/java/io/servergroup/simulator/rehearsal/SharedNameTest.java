package io.servergroup.simulator.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.route53.model.ChangeAction;
import software.amazon.awssdk.services.route53.model.ChangeResourceRecordSetsRequest;

/** Two servers have one DNS name, by a mistake in their tags. */
final class SharedNameTest {
  private static final String DNS_NAME = "ServerGroupDnsName";

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "WITHOUT_IDENTITY")
  void neitherWritesItAndTheLaunchesOfBothAreRefusedWithTheNumberOfTheOther(Topology topology) {
    Story story = Story.of(topology, 3);
    Operator operator = new Operator(story);
    Decisions decisions = new Decisions(story);
    Zone zone = new Zone(story);
    String name = story.member(0).dnsName();
    operator.tag(story.member(1).networkInterface(), DNS_NAME, name);
    zone.change(ChangeAction.UPSERT, Zone.simple(name, "10.9.9.9", 60));
    operator.replace(0);
    operator.replace(1);

    decisions.await("Complete ABANDON", "is the DNS name of server 0 and also of server 1");
    story.until(
        () ->
            decisions.of("Complete ABANDON").stream()
                .anyMatch(line -> line.says("is the DNS name of server 1 and also of server 0")),
        "the refusal of the other");
    story.pass(Duration.ofMinutes(11));

    assertEquals(List.of(), writes(story));
    assertEquals("10.9.9.9", zone.record(name).resourceRecords().getFirst().value());
    story.assertUntouched(2);
    operator.tag(story.member(1).networkInterface(), DNS_NAME, story.member(1).dnsName());
    story.heals();
    story.endsWell();
  }

  @Test
  void aLaunchThatReadsItsOwnSlotOnlyNoticesBecauseTheRecordSaysAnother() {
    Story story = Story.of(3);
    Operator operator = new Operator(story);
    Decisions decisions = new Decisions(story);
    operator.tag(story.member(1).networkInterface(), DNS_NAME, story.member(0).dnsName());
    operator.replace(1);

    Decisions.Line abandoned = decisions.await("Complete ABANDON");

    assertTrue(
        abandoned.says(
            story.member(0).dnsName(),
            "is the DNS name of server 1 and also of server 0",
            "give every server a name of its own with the tag " + DNS_NAME),
        abandoned::toString);
    assertEquals(List.of(), writes(story));
    story.assertUntouched(0, 2);
    operator.tag(story.member(1).networkInterface(), DNS_NAME, story.member(1).dnsName());
    story.heals();
    story.endsWell();
  }

  private static List<Object> writes(Story story) {
    return story.calls().stream()
        .map(call -> call.request())
        .filter(request -> request instanceof ChangeResourceRecordSetsRequest)
        .toList();
  }
}
