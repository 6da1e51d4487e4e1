package io.servergroup.simulator.aws.sqs;

import io.servergroup.simulator.kernel.RandomStream;
import io.servergroup.simulator.kernel.Simulation;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A standard queue. It keeps messages until they are deleted, however long that takes. */
public final class Queue {
  /** Since August 2025; 256 KiB before. */
  private static final int LONGEST_BODY = 1_048_576;

  private final Simulation simulation;
  private final RandomStream random;
  private final String name;
  private final String url;
  private final String arn;
  private final List<Held> messages = new ArrayList<>();

  Queue(Simulation simulation, RandomStream random, String name, String url, String arn) {
    this.simulation = simulation;
    this.random = random;
    this.name = name;
    this.url = url;
    this.arn = arn;
  }

  /** A message, and whether somebody is working on it. */
  private static final class Held {
    private final QueueMessage message;
    private Instant visibleFrom;
    private String receiptHandle = "";
    private int receives;

    Held(QueueMessage message) {
      this.message = message;
      this.visibleFrom = message.sentAt();
    }

    boolean visibleAt(Instant time) {
      return !time.isBefore(visibleFrom);
    }
  }

  /** One delivery of a message. */
  record Delivery(QueueMessage message, String receiptHandle, int receives) {}

  public String name() {
    return name;
  }

  /** What requests name it by. */
  public String url() {
    return url;
  }

  /** What policies and destinations name it by. */
  public String arn() {
    return arn;
  }

  /** Every message that is not deleted yet, oldest first; looking at them receives none. */
  public List<QueueMessage> messages() {
    return messages.stream().map(held -> held.message).toList();
  }

  /**
   * Puts a message into the queue.
   *
   * @throws software.amazon.awssdk.services.sqs.model.SqsException when SQS would refuse its body
   */
  public QueueMessage send(String body) {
    if (body == null || body.isEmpty()) {
      throw SqsErrors.of("MissingParameter", "The request must contain the parameter MessageBody.");
    }
    if (body.getBytes(StandardCharsets.UTF_8).length > LONGEST_BODY) {
      throw SqsErrors.of(
          "InvalidParameterValue",
          "One or more parameters are invalid. Reason: Message must be shorter than "
              + LONGEST_BODY
              + " bytes.");
    }
    QueueMessage message = new QueueMessage(random.uuid(), body, simulation.now());
    messages.add(new Held(message));
    simulation.trace().add("sqs", name, "message " + message.id());
    return message;
  }

  /** Hands out visible messages, oldest first, and hides them for a while. */
  List<Delivery> receive(int most, Duration visibilityTimeout) {
    Instant now = simulation.now();
    List<Delivery> deliveries = new ArrayList<>();
    for (Held held : messages) {
      if (deliveries.size() < most && held.visibleAt(now)) {
        held.visibleFrom = now.plus(visibilityTimeout);
        held.receives++;
        held.receiptHandle = held.message.id() + "#" + held.receives;
        deliveries.add(new Delivery(held.message, held.receiptHandle, held.receives));
      }
    }
    return deliveries;
  }

  /** Deletes a message by its latest receipt; one received again since stays, without an error. */
  void delete(String receiptHandle) {
    if (receiptHandle == null || receiptHandle.indexOf('#') < 0) {
      throw SqsErrors.receiptHandleIsInvalid();
    }
    messages.removeIf(held -> held.receiptHandle.equals(receiptHandle));
  }

  int visible() {
    Instant now = simulation.now();
    return (int) messages.stream().filter(held -> held.visibleAt(now)).count();
  }

  int notVisible() {
    return messages.size() - visible();
  }
}
