package io.servergroup.simulator.aws.sns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.servergroup.simulator.api.CallPath;
import io.servergroup.simulator.kernel.Simulation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.InvalidParameterValueException;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.SnsException;

/** What a topic takes and what it refuses. */
class TopicsTest {
  private final Simulation simulation = new Simulation(5);
  private final Topics topics = new Topics(simulation, "eu-west-1", "123456789012");
  private final Topic topic = topics.create("rollouts");
  private final SimulatedSnsClient client =
      new SimulatedSnsClient(
          new CallPath(simulation, Duration.ofMillis(1), Duration.ofMillis(1)), topics);

  @Test
  void whatIsPublishedIsKeptWithItsSubjectAndAttributes() {
    String id =
        publish(
            r ->
                r.subject("stopped")
                    .message("server 2 never came up")
                    .messageAttributes(Map.of("serverGroup", string("tools"))));

    assertEquals("arn:aws:sns:eu-west-1:123456789012:rollouts", topic.arn());
    assertEquals(
        List.of(
            new TopicMessage(
                id,
                Optional.of("stopped"),
                "server 2 never came up",
                new TreeMap<>(Map.of("serverGroup", "tools")),
                simulation.now())),
        topic.messages());
  }

  @Test
  void aSubjectIsOptionalAndATitleOfLessThanAHundredCharactersInOneLine() {
    publish(r -> r.message("text"));
    publish(r -> r.message("text").subject("é".repeat(99)));

    for (String subject : List.of("", "é".repeat(100), "two\nlines", "a\ttab")) {
      assertInvalid("Invalid parameter: Subject", r -> r.message("text").subject(subject));
    }
    assertEquals(2, topic.messages().size());
  }

  @Test
  void theTextWithItsAttributesHasAtMost256KiB() {
    publish(r -> r.message("x".repeat(262_144)));
    assertInvalid("Invalid parameter: Message too long", r -> r.message("é".repeat(131_073)));
    assertInvalid(
        "Invalid parameter: Message too long",
        r -> r.message("x".repeat(262_144)).messageAttributes(Map.of("a", string("b"))));
    assertInvalid("Invalid parameter: Empty message", r -> r.message(""));
  }

  @Test
  void anAttributeNeedsAValue() {
    SnsException refused =
        assertThrows(
            InvalidParameterValueException.class,
            () -> publish(r -> r.message("text").messageAttributes(Map.of("a", string("")))));
    assertEquals("ParameterValueInvalid", refused.awsErrorDetails().errorCode());
  }

  @Test
  void aTopicThatDoesNotExistIsNotFound() {
    topics.delete("rollouts");
    SnsException missing =
        assertThrows(NotFoundException.class, () -> publish(r -> r.message("text")));
    assertEquals("NotFound", missing.awsErrorDetails().errorCode());
    assertEquals("Topic does not exist", missing.awsErrorDetails().errorMessage());
    assertEquals(404, missing.statusCode());
    assertInvalid(
        "Invalid parameter: TopicArn Reason: rollouts does not start with arn",
        r -> r.message("text").topicArn("rollouts"));
  }

  private void assertInvalid(String message, Consumer<PublishRequest.Builder> request) {
    SnsException refused = assertThrows(InvalidParameterException.class, () -> publish(request));
    assertEquals("InvalidParameter", refused.awsErrorDetails().errorCode());
    assertEquals(message, refused.awsErrorDetails().errorMessage());
  }

  private String publish(Consumer<PublishRequest.Builder> request) {
    return client.publish(r -> request.accept(r.topicArn(topic.arn()))).messageId();
  }

  private static MessageAttributeValue string(String value) {
    return MessageAttributeValue.builder().dataType("String").stringValue(value).build();
  }
}
