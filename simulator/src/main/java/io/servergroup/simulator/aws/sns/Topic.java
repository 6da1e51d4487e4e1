package io.servergroup.simulator.aws.sns;

import io.servergroup.simulator.kernel.RandomStream;
import io.servergroup.simulator.kernel.Simulation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A standard topic. It has no subscriptions: what was published is read from it directly. */
public final class Topic {
  /**
   * The title of an e-mail has fewer characters than this.
   *
   * @see <a href="https://docs.aws.amazon.com/sns/latest/api/API_Publish.html">Publish</a>
   */
  private static final int SUBJECT_BELOW = 100;

  /** The text and the attributes together have at most so many bytes. */
  private static final int LARGEST = 262_144;

  private static final String ONLY_TYPE = "String";

  private final Simulation simulation;
  private final RandomStream random;
  private final String name;
  private final String arn;
  private final List<TopicMessage> messages = new ArrayList<>();

  Topic(Simulation simulation, RandomStream random, String name, String arn) {
    this.simulation = simulation;
    this.random = random;
    this.name = name;
    this.arn = arn;
  }

  public String name() {
    return name;
  }

  /** What requests and policies name it by. */
  public String arn() {
    return arn;
  }

  /** Everything published so far, oldest first. */
  public List<TopicMessage> messages() {
    return Collections.unmodifiableList(messages);
  }

  /**
   * Publishes a message.
   *
   * @throws software.amazon.awssdk.services.sns.model.SnsException when SNS would refuse it
   */
  TopicMessage publish(Optional<String> subject, String text, Map<String, String> attributes) {
    if (text == null || text.isEmpty()) {
      throw SnsErrors.invalid("Empty message");
    }
    if (subject.filter(given -> !isTitle(given)).isPresent()) {
      throw SnsErrors.invalid("Subject");
    }
    attributes.forEach(Topic::check);
    if (size(text, attributes) > LARGEST) {
      throw SnsErrors.invalid("Message too long");
    }
    TopicMessage message =
        new TopicMessage(random.uuid(), subject, text, attributes, simulation.now());
    messages.add(message);
    simulation.trace().add("sns", name, "message " + message.id() + " " + subject.orElse(""));
    return message;
  }

  private static boolean isTitle(String subject) {
    return !subject.isEmpty()
        && subject.codePointCount(0, subject.length()) < SUBJECT_BELOW
        && subject.codePoints().noneMatch(Character::isISOControl);
  }

  private static void check(String attribute, String value) {
    if (value == null || value.isEmpty()) {
      throw SnsErrors.invalidAttribute(
          "The message attribute '%s' must contain non-empty message attribute value for message attribute type '%s'."
              .formatted(attribute, ONLY_TYPE));
    }
  }

  /** Names, types and values of attributes count too. */
  private static int size(String text, Map<String, String> attributes) {
    int size = bytes(text);
    for (Map.Entry<String, String> attribute : attributes.entrySet()) {
      size += bytes(attribute.getKey()) + bytes(ONLY_TYPE) + bytes(attribute.getValue());
    }
    return size;
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
