package io.servergroup.aws;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishRequest;

/** Tells people through an SNS topic and programs through an event bus, where there are any. */
public final class Announcements {
  /** The {@code source} of our events. */
  public static final String SOURCE = "server-group";

  /**
   * SNS refuses a subject that is not shorter, and a text that is larger with its attributes.
   *
   * @see <a href="https://docs.aws.amazon.com/sns/latest/api/API_Publish.html">Publish</a>
   */
  private static final int SUBJECT_BELOW = 100;

  private static final int LARGEST_MESSAGE = 262_144;

  private static final String TEXT = "String";

  /**
   * Something to tell.
   *
   * @param subject the title of an e-mail; shortened to what SNS takes
   * @param text for people; shortened to what SNS takes
   * @param attributes by which subscriptions of the topic may filter; empty values are left out
   * @param detailType of the event
   * @param detailJson the event's detail, a JSON object
   */
  public record Announcement(
      String subject,
      String text,
      SortedMap<String, String> attributes,
      String detailType,
      String detailJson) {}

  private final Optional<SnsClient> sns;
  private final Optional<EventBridgeClient> eventBridge;
  private final Optional<String> topicArn;
  private final Optional<String> eventBusName;
  private final Together together;

  /**
   * @param topicArn empty when nobody is to be told
   * @param eventBusName a name or an ARN; empty when no event is to be sent
   */
  public Announcements(
      AwsClients clients, Optional<String> topicArn, Optional<String> eventBusName) {
    this.topicArn = topicArn;
    this.eventBusName = eventBusName;
    this.together = clients.together();
    // A client that nobody needs is not made: it costs a function time at its start.
    this.sns = topicArn.map(topic -> clients.sns());
    this.eventBridge = eventBusName.map(bus -> clients.eventBridge());
  }

  /**
   * Tells the topic and the bus at the same time, each whatever becomes of the other.
   *
   * @return what went wrong, in words; never an exception of the SDK, because a rollout goes on
   *     whoever hears of it
   */
  public List<String> publish(Announcement announcement) {
    List<Supplier<List<String>>> tellings = new ArrayList<>();
    topicArn.ifPresent(topic -> tellings.add(() -> toTopic(topic, announcement)));
    eventBusName.ifPresent(bus -> tellings.add(() -> toBus(bus, announcement)));
    return together.all(tellings).stream().flatMap(List::stream).toList();
  }

  private List<String> toTopic(String topic, Announcement announcement) {
    return attempt(
        "sns:Publish to " + topic,
        () -> {
          sns.get().publish(message(topic, announcement));
          return List.of();
        });
  }

  private List<String> toBus(String bus, Announcement announcement) {
    return attempt(
        "events:PutEvents to " + bus,
        () -> refused(eventBridge.get().putEvents(r -> r.entries(event(bus, announcement)))));
  }

  private static List<String> attempt(String what, Supplier<List<String>> call) {
    try {
      return call.get().stream().map(why -> what + ": " + why).toList();
    } catch (SdkException failure) {
      return List.of(what + ": " + failure.getMessage());
    }
  }

  private static PublishRequest message(String topic, Announcement announcement) {
    Map<String, MessageAttributeValue> attributes = new TreeMap<>();
    int room = LARGEST_MESSAGE;
    for (Map.Entry<String, String> attribute : announcement.attributes().entrySet()) {
      if (!attribute.getValue().isEmpty()) {
        room -= bytes(attribute.getKey()) + bytes(TEXT) + bytes(attribute.getValue());
        attributes.put(
            attribute.getKey(),
            MessageAttributeValue.builder()
                .dataType(TEXT)
                .stringValue(attribute.getValue())
                .build());
      }
    }
    return PublishRequest.builder()
        .topicArn(topic)
        .subject(subject(announcement.subject()))
        .message(cut(announcement.text(), room))
        .messageAttributes(attributes)
        .build();
  }

  private static PutEventsRequestEntry event(String bus, Announcement announcement) {
    return PutEventsRequestEntry.builder()
        .eventBusName(bus)
        .source(SOURCE)
        .detailType(announcement.detailType())
        .detail(announcement.detailJson())
        .build();
  }

  /** PutEvents succeeds as a call also when it refuses the event. */
  private static List<String> refused(PutEventsResponse response) {
    return response.failedEntryCount() == null || response.failedEntryCount() == 0
        ? List.of()
        : response.entries().stream()
            .filter(entry -> entry.errorCode() != null)
            .map(Announcements::words)
            .toList();
  }

  private static String words(PutEventsResultEntry entry) {
    return entry.errorCode() + ": " + entry.errorMessage();
  }

  /** One line, as the title of an e-mail must be. */
  private static String subject(String text) {
    String line = text.replaceAll("\\p{Cntrl}+", " ").strip();
    int characters = line.codePointCount(0, line.length());
    return characters < SUBJECT_BELOW
        ? line
        : line.substring(0, line.offsetByCodePoints(0, SUBJECT_BELOW - 4)) + "...";
  }

  private static String cut(String text, int most) {
    if (bytes(text) <= most) {
      return text;
    }
    byte[] all = text.getBytes(StandardCharsets.UTF_8);
    int end = most - 3;
    // A byte that continues a character does not begin what is left out.
    while ((all[end] & 0xC0) == 0x80) {
      end--;
    }
    return new String(all, 0, end, StandardCharsets.UTF_8) + "...";
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
