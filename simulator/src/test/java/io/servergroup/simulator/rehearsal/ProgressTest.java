package io.servergroup.simulator.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import io.servergroup.simulator.api.CallFault;
import io.servergroup.simulator.aws.events.EventTarget;
import io.servergroup.simulator.aws.sns.TopicMessage;
import io.servergroup.simulator.states.Execution;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkClientException;

/** A rollout tells how far it is. */
final class ProgressTest {
  private static final Duration MINUTE = Duration.ofSeconds(60);

  @Test
  void aRecordComesAtLeastOnceAMinuteFromTheFirstBatchToTheEnd() {
    Story story = Story.of(3);
    story.stage().cluster().deployNewImage();
    Execution rollout = story.start(1, Map.of("bakeSeconds", 600));
    story.untilReplaced(0);
    story.pass(Duration.ofSeconds(60));
    new Operator(story).replace(1);

    story.succeeds(rollout);

    assertTrue(phases(story).containsAll(Set.of("REPLACING", "BAKING", "WAITING", "ENDED")));
    assertNoSilence(story, rollout);
    story.endsWell();
  }

  @Test
  void aLongWaitForAServerThatDoesNotComeUpIsToldOfAsOftenAndWithItsReason() {
    Story story = Story.of(2);
    story.stage().cluster().deployNewImage();
    story.neverBoots(0, 2);
    Execution rollout = story.start(1, Map.of("pollSeconds", 50));

    story.fails(rollout, "Rollout.Stopped.Timeout");

    assertNoSilence(story, rollout);
    assertTrue(
        told(story).stream().anyMatch(text -> text.contains("server 0: target group")),
        "what the server lacks, in words");
    story.endsWell();
  }

  @Test
  void aGroupThatIsBusyWithSomethingElseIsToldOfToo() {
    Story story = Story.of(2);
    Execution rollout = story.roll();
    story.callFaults(
        Refusals.of(
            "TerminateInstanceInAutoScalingGroup",
            "ScalingActivityInProgress",
            "Activity 42 is in progress."));
    story.pass(Duration.ofMinutes(10));
    story.faultsEnd();

    story.succeeds(rollout);

    assertNoSilence(story, rollout);
    assertTrue(
        told(story).stream().anyMatch(text -> text.contains("Activity 42 is in progress.")),
        "what keeps the rollout, in words");
    story.endsWell();
  }

  @Test
  void everyBatchIsToldOfOnTheTopicOnTheBusAndInTheLocksItem() {
    Story story = Story.of(3);
    LockByHand lock = new LockByHand(story);
    List<Map<String, Object>> events = onTheBus(story);
    Execution rollout = story.roll();
    story.untilTerminations(2);
    story.pass(Duration.ofSeconds(30));

    Map<String, Object> item = lock.progress();
    TopicMessage message = story.stage().controlPlane().progress().messages().getLast();

    assertEquals(
        List.of("REPLACING", 33, 1, 3, 2, List.of("server 1"), 2),
        List.of(
            item.get("phase"),
            item.get("percent"),
            item.get("replaced"),
            item.get("toReplace"),
            item.get("batch"),
            item.get("servers"),
            item.get("floor")));
    assertEquals(rollout.arn(), item.get("execution"));
    Map<?, ?> blocker = (Map<?, ?>) ((List<?>) item.get("blockers")).getFirst();
    assertEquals("server 1", blocker.get("subject"));
    assertFalse(blocker.get("condition").toString().isBlank());
    assertEquals(item, events.getLast());
    assertEquals(
        "confluent-tools: rollout replaces servers, 33 % done (nothing to do)",
        message.subject().get());
    assertTrue(message.text().contains(item.get("reason").toString()), message::text);
    assertTrue(message.text().contains("replaced and healthy: 1 of 3 servers"), message::text);
    assertEquals("REPLACING", message.attributes().get("phase"));
    assertEquals("NONE", message.attributes().get("attention"));
    story.succeeds(rollout);
    story.endsWell();
  }

  @Test
  void theEndIsEstimatedFromTheFirstBatchOnAndNotFarOff() {
    Story story = Story.of(4);
    List<Map<String, Object>> events = onTheBus(story);

    Execution rollout = story.roll();
    story.untilTerminations(2);
    assertEquals(null, events.getFirst().get("estimatedEnd"));
    story.pass(Duration.ofSeconds(30));
    Instant estimated = Instant.parse((String) events.getLast().get("estimatedEnd"));
    story.succeeds(rollout);

    Duration off = Duration.between(rollout.stopTime(), estimated).abs();
    Duration whole = Duration.between(rollout.startTime(), rollout.stopTime());
    assertTrue(off.multipliedBy(4).compareTo(whole) < 0, () -> off + " of " + whole);
    story.endsWell();
  }

  @Test
  void theLastRecordStaysAfterTheEnd() {
    Story story = Story.of(2);
    LockByHand lock = new LockByHand(story);
    story.succeeds(story.roll());

    story.pass(Duration.ofHours(1));

    assertEquals("", lock.holder());
    assertEquals("ENDED", lock.progress().get("phase"));
    assertEquals(100, lock.progress().get("percent"));
    assertTrue(lock.summary().startsWith("100 % (2 of 2 servers)"), lock::summary);
    story.endsWell();
  }

  @Test
  void theEndOfAnExecutionThatSomebodyStoppedIsToldByTheEventOfItsEnd() {
    Story story = Story.of(3);
    LockByHand lock = new LockByHand(story);
    List<Map<String, Object>> events = onTheBus(story);
    Execution rollout = story.roll();
    story.untilTerminations(2);
    story.pass(Duration.ofSeconds(30));

    story.stop(rollout);
    story.until(() -> lock.holder().isEmpty(), "the lock's return");
    story.pass(Duration.ofSeconds(5));

    assertEquals("ENDED", lock.progress().get("phase"));
    assertEquals(33, lock.progress().get("percent"), "what was done stays");
    assertEquals("the execution is ABORTED: Cancelled by an operator", lock.summary());
    assertEquals(lock.progress(), events.getLast());
    TopicMessage message = story.stage().controlPlane().progress().messages().getLast();
    assertEquals(
        "confluent-tools: rollout stopped by a person (nothing to do)", message.subject().get());
    assertTrue(message.text().contains("replaced and healthy: 1 of 3 servers"), message::text);
    story.endsWell();
  }

  @Test
  void whoIsWokenByAFilterForAttentionIsWokenByWhatNeedsAPersonAlone() {
    Story story = Story.of(2);
    story.stage().cluster().deployNewImage();
    story.neverBoots(0, 2);
    Execution rollout = story.start(1, Map.of("batchTimeoutMinutes", 15));

    story.fails(rollout, "Rollout.Stopped.Timeout");

    List<TopicMessage> waking =
        story.stage().controlPlane().progress().messages().stream()
            .filter(message -> !message.attributes().get("attention").equals("NONE"))
            .toList();
    assertEquals(1, waking.size());
    assertEquals(
        "ACTION NEEDED: confluent-tools: rollout stopped, its time ran out",
        waking.getFirst().subject().get());
    assertTrue(waking.getFirst().text().contains(rollout.arn()), waking.getFirst()::text);
    story.endsWell();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sns", "events", "dynamodb"})
  void aRolloutGoesOnThoughNobodyCanBeTold(String service) {
    Story story = Story.of(2);
    story.callFaults(
        call ->
            call.service().equals(service)
                    && !call.operation().equals("GetItem")
                    && !call.operation().equals("PutItem")
                ? new CallFault.Refused(SdkClientException.create("no route to host"))
                : new CallFault.None());

    story.succeeds(story.start(2, Map.of("replaceAll", true)));

    assertEquals(2, story.terminations());
    assertTrue(
        story.trace().stream().anyMatch(e -> e.text().contains("progress was not told")),
        "its log says so");
    story.endsWell();
  }

  /** Every moment of the rollout lies within a minute of the record before. */
  private static void assertNoSilence(Story story, Execution rollout) {
    Instant last = rollout.startTime();
    for (TopicMessage message : story.stage().controlPlane().progress().messages()) {
      Instant before = last;
      Duration silence = Duration.between(before, message.publishedAt());
      assertTrue(silence.compareTo(MINUTE) <= 0, () -> "silent for " + silence + " from " + before);
      last = message.publishedAt();
    }
    assertTrue(
        Duration.between(last, rollout.stopTime()).compareTo(Duration.ofSeconds(5)) <= 0,
        "the end is told");
  }

  private static List<String> told(Story story) {
    return story.stage().controlPlane().progress().messages().stream()
        .map(TopicMessage::text)
        .toList();
  }

  private static List<String> phases(Story story) {
    return story.stage().controlPlane().progress().messages().stream()
        .map(message -> message.attributes().get("phase"))
        .toList();
  }

  /** The records that a rule of ours gets from the bus, as they come. */
  private static List<Map<String, Object>> onTheBus(Story story) {
    List<Map<String, Object>> details = new ArrayList<>();
    story
        .aws()
        .events()
        .addRule(
            "progress",
            """
            {"source": ["server-group"], "detail-type": ["Server Group Rollout Progress"],
             "detail": {"serverGroup": ["confluent-tools"]}}
            """,
            EventTarget.of(event -> details.add(detail(event.json()))));
    return details;
  }

  @SuppressWarnings("unchecked") // The detail of an event is a JSON object.
  private static Map<String, Object> detail(String json) {
    try {
      return (Map<String, Object>) JSON.std.mapFrom(json).get("detail");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
