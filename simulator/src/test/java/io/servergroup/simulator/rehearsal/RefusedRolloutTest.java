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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** A rollout that is refused is told of, though it never had the lock of its group. */
final class RefusedRolloutTest {
  @Test
  void aScheduleThatIsRefusedAtNightWakesSomebodyWithAllThatWasFound() {
    Story story = Story.of(3);
    List<Map<String, Object>> events = onTheBus(story);
    story.stage().cluster().deployNewImage();

    Execution refused = story.start(1, Map.of("alarms", "errors, erorrs"));
    String reason = story.fails(refused, "Rollout.Refused");
    story.until(() -> !events.isEmpty(), "the news of the refusal");

    Map<String, Object> event = events.getLast();
    assertEquals(
        List.of(refused.arn(), "ENDED", "Rollout.Refused", "ACTION", "confluent-tools"),
        List.of(
            event.get("execution"),
            event.get("phase"),
            event.get("error"),
            event.get("attention"),
            event.get("serverGroup")));
    assertTrue(event.get("reason").toString().contains("erorrs"), event::toString);
    TopicMessage message = onTheTopic(story).getLast();
    assertEquals(
        "ACTION NEEDED: confluent-tools: rollout refused, nothing was touched",
        message.subject().get());
    reason
        .lines()
        .filter(line -> line.startsWith("- "))
        .forEach(line -> assertTrue(message.text().contains("\n  " + line), message::text));
    assertEquals("ACTION", message.attributes().get("attention"));
    story.endsWell();
  }

  @Test
  void whoTriesAgainAndAgainWhileARolloutRunsWakesNobodyAndDisturbsNothing() {
    Story story = Story.of(2);
    LockByHand lock = new LockByHand(story);
    List<Map<String, Object>> events = onTheBus(story);
    Execution first = story.roll();
    story.untilReplaced(0);

    Execution second = story.start(1);
    Execution third = story.start(1);
    story.fails(second, "Rollout.Refused");
    story.fails(third, "Rollout.Refused");
    story.until(() -> of(events, third).size() + of(events, second).size() == 2, "their news");

    for (Execution refused : List.of(second, third)) {
      Map<String, Object> event = of(events, refused).getFirst();
      assertEquals(
          List.of("ENDED", "Rollout.Refused", "NONE"),
          List.of(event.get("phase"), event.get("error"), event.get("attention")));
      assertTrue(event.get("reason").toString().contains(first.arn()), event::toString);
    }
    assertEquals(first.arn(), lock.progress().get("execution"), "the lock tells of its holder");
    assertEquals(
        2,
        onTheTopic(story).stream()
            .map(message -> message.subject().get())
            .filter(
                "confluent-tools: rollout refused, another one is running (nothing to do)"::equals)
            .count());
    story.succeeds(first);
    story.endsWell();
  }

  @Test
  void anInputThatNamesNoGroupIsToldOfAllTheSame() {
    Story story = Story.of(2);
    List<Map<String, Object>> events = onTheBus(story);

    Execution refused = story.start(Map.of("servergroup", "confluent-tools"));
    story.fails(refused, "Rollout.Refused");
    story.until(() -> !events.isEmpty(), "the news of the refusal");

    assertEquals("", events.getLast().get("serverGroup"));
    assertEquals(
        "ACTION NEEDED: (no server group): rollout refused, nothing was touched",
        onTheTopic(story).getLast().subject().get());
    story.endsWell();
  }

  @Test
  void aGroupWhoseLockTheFunctionMayNotReadIsToldOfAllTheSame() {
    Story story = Story.of(2);
    List<Map<String, Object>> events = onTheBus(story);
    story.callFaults(
        Refusals.of("GetItem", "AccessDeniedException", "not authorized: dynamodb:GetItem"));

    Execution refused = story.start(Map.of("serverGroup", "wbe"));
    String reason = story.fails(refused, "Rollout.Refused");
    story.until(() -> !events.isEmpty(), "the news of the refusal");

    assertEquals(List.of(refused.arn(), "ACTION"), values(events.getLast()));
    assertTrue(reason.contains("dynamodb:GetItem"), reason);
    story.faultsEnd();
    story.endsWell();
  }

  @Test
  void aRolloutThatCouldNotBeLockedIsToldOf() {
    Story story = Story.of(2);
    List<Map<String, Object>> events = onTheBus(story);
    story.stage().cluster().deployNewImage();
    story.callFaults(
        call ->
            call.request() instanceof UpdateItemRequest || call.request() instanceof PutItemRequest
                ? Refusals.of(call.operation(), "AccessDeniedException", "not authorized")
                    .next(call)
                : new CallFault.None());

    Execution failed = story.start(1);
    story.ended(failed);
    story.until(() -> !events.isEmpty(), "the news of its end");

    assertEquals(List.of(failed.arn(), "ACTION"), values(events.getLast()));
    assertEquals(failed.error(), events.getLast().get("error"));
    String reason = events.getLast().get("reason").toString();
    assertTrue(reason.contains("not authorized"), reason);
    assertFalse(reason.contains("stackTrace"), reason);
    story.faultsEnd();
    story.endsWell();
  }

  @Test
  void aRolloutThatWasHandedOverToNobodyIsToldOf() {
    Story story = Story.of(2);
    List<Map<String, Object>> events = onTheBus(story);
    Execution first = story.roll();
    story.succeeds(first);

    Execution successor =
        story
            .aws()
            .engine()
            .startExecution(
                story.stage().controlPlane().rollingDeployArn(),
                "successor",
                Map.of(
                    "continues",
                    Map.of(
                        "predecessor",
                        first.arn(),
                        "rollout",
                        Map.of("serverGroup", "confluent-tools"),
                        "course",
                        Map.of(),
                        "toldAt",
                        story.now().toString())));
    story.fails(successor, "Rollout.Stopped.Conflict");
    story.until(() -> !of(events, successor).isEmpty(), "the news of its end");

    assertEquals(List.of(successor.arn(), "ACTION"), values(of(events, successor).getLast()));
    story.endsWell();
  }

  @Test
  void aRolloutThatBeganIsToldOfOnce() {
    Story story = Story.of(2);
    List<Map<String, Object>> events = onTheBus(story);
    story.stage().cluster().deployNewImage();
    story.neverBoots(0, 2);

    Execution failed = story.start(1);
    story.fails(failed, "Rollout.Stopped.Timeout");
    story.pass(Duration.ofMinutes(5));

    assertEquals(1, events.stream().filter(event -> event.get("phase").equals("ENDED")).count());
    story.endsWell();
  }

  private static List<Object> values(Map<String, Object> event) {
    return List.of(event.get("execution"), event.get("attention"));
  }

  private static List<Map<String, Object>> of(
      List<Map<String, Object>> events, Execution execution) {
    return events.stream().filter(e -> e.get("execution").equals(execution.arn())).toList();
  }

  private static List<TopicMessage> onTheTopic(Story story) {
    return story.stage().controlPlane().progress().messages();
  }

  private static List<Map<String, Object>> onTheBus(Story story) {
    List<Map<String, Object>> events = new ArrayList<>();
    story
        .aws()
        .events()
        .addRule(
            "told",
            "{\"source\": [\"server-group\"]}",
            EventTarget.of(event -> events.add(detail(event.json()))));
    return events;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> detail(String event) {
    try {
      return (Map<String, Object>) JSON.std.mapFrom(event).get("detail");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
