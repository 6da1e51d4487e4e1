package io.servergroup.simulator.gateways;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.aws.Announcements;
import io.servergroup.aws.Announcements.Announcement;
import io.servergroup.simulator.api.CallFault;
import io.servergroup.simulator.aws.events.BusEvent;
import io.servergroup.simulator.aws.events.EventTarget;
import io.servergroup.simulator.aws.sns.Topic;
import io.servergroup.simulator.aws.sns.TopicMessage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Telling people and programs how a rollout goes. */
final class AnnouncementsTest {
  private final SmallAccount account = new SmallAccount();
  private final Topic topic = account.aws.topics().create("rollouts");
  private final List<BusEvent> heard = new ArrayList<>();

  AnnouncementsTest() {
    account
        .aws
        .events()
        .addRule(
            "rollouts",
            "{\"source\": [\"server-group\"]}",
            EventTarget.of(event -> heard.add(event)));
  }

  @Test
  void peopleAreToldByTheTopicAndProgramsByTheBus() {
    assertEquals(List.of(), publish(topic.arn(), "default", stopped("Rollout stopped", "ill")));
    account.pass(60);

    TopicMessage message = topic.messages().getFirst();
    assertEquals(Optional.of("Rollout stopped"), message.subject());
    assertEquals("ill", message.text());
    assertEquals(Map.of("serverGroup", "web"), message.attributes());
    assertEquals("Rollout Stopped", heard.getFirst().detailType());
    assertTrue(
        heard.getFirst().json().contains("\"detail\":{\"serverGroup\":\"web\"}"),
        () -> heard.getFirst().json());
    assertEquals(Map.of("sns:Publish", 1, "events:PutEvents", 1), account.aws.calls().counts());
  }

  @Test
  void whereThereIsNeitherTopicNorBusNothingIsCalled() {
    assertEquals(List.of(), publish(null, null, stopped("Rollout stopped", "ill")));
    assertEquals(Map.of(), account.aws.calls().counts());
  }

  @Test
  void whatSnsWouldRefuseIsMadeToFit() {
    String text = "é".repeat(200_000);

    assertEquals(
        List.of(),
        publish(topic.arn(), null, stopped("x".repeat(90) + "\r\n" + "é".repeat(90), text)));

    TopicMessage message = topic.messages().getFirst();
    assertEquals("x".repeat(90) + " ééééé...", message.subject().orElseThrow());
    assertTrue(message.text().startsWith("é".repeat(131_000)), "the text is cut at its end only");
    assertTrue(message.text().endsWith("é..."), "and says that it is cut");
    assertTrue(message.text().getBytes(StandardCharsets.UTF_8).length <= 262_144);
  }

  @Test
  void aFailureOfOneIsToldInWordsAndDoesNotKeepTheOtherFromBeingTold() {
    account.aws.topics().delete("rollouts");

    List<String> failures = publish(topic.arn(), "default", stopped("Rollout stopped", "ill"));
    account.pass(60);

    assertEquals(1, failures.size());
    assertTrue(
        failures.getFirst().startsWith("sns:Publish to " + topic.arn() + ": Topic does not exist"),
        failures::getFirst);
    assertEquals(1, heard.size());
  }

  @Test
  void anEventThatTheBusRefusesIsAFailureAlthoughTheCallSucceeds() {
    List<String> failures =
        publish(
            topic.arn(),
            "default",
            new Announcement("Rollout stopped", "ill", new TreeMap<>(), "Rollout Stopped", "ill"));

    assertEquals(
        List.of("events:PutEvents to default: MalformedDetail: Detail is malformed."), failures);
    assertEquals(1, topic.messages().size());
  }

  @Test
  void noErrorOfTheSdkStopsTheCaller() {
    account
        .aws
        .calls()
        .setFaults(
            call ->
                new CallFault.Refused(
                    SdkClientException.create("Unable to reach " + call.action())));

    assertEquals(
        List.of(
            "sns:Publish to " + topic.arn() + ": Unable to reach sns:Publish",
            "events:PutEvents to default: Unable to reach events:PutEvents"),
        publish(topic.arn(), "default", stopped("Rollout stopped", "ill")));
  }

  private static Announcement stopped(String subject, String text) {
    return new Announcement(
        subject,
        text,
        new TreeMap<>(Map.of("serverGroup", "web", "reason", "")),
        "Rollout Stopped",
        "{\"serverGroup\":\"web\"}");
  }

  private List<String> publish(String topicArn, String bus, Announcement announcement) {
    return account.asFunction(
        () ->
            new Announcements(account.aws, Optional.ofNullable(topicArn), Optional.ofNullable(bus))
                .publish(announcement));
  }
}
