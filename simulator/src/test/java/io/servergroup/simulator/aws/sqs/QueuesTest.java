package io.servergroup.simulator.aws.sqs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.servergroup.simulator.api.CallPath;
import io.servergroup.simulator.kernel.Simulation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.ReceiptHandleIsInvalidException;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** What a standard queue does with messages. */
class QueuesTest {
  private final Simulation simulation = new Simulation(5);
  private final Queues queues = new Queues(simulation, "eu-west-1", "123456789012");
  private final Queue queue = queues.create("dead-letters");
  private final SimulatedSqsClient client =
      new SimulatedSqsClient(
          new CallPath(simulation, Duration.ofMillis(1), Duration.ofMillis(1)), queues);

  @Test
  void aQueueIsKnownByItsNameItsUrlAndItsArn() {
    assertEquals("https://sqs.eu-west-1.amazonaws.com/123456789012/dead-letters", queue.url());
    assertEquals("arn:aws:sqs:eu-west-1:123456789012:dead-letters", queue.arn());
    assertEquals(queue.url(), client.getQueueUrl(r -> r.queueName("dead-letters")).queueUrl());
    assertEquals(queue, queues.create("dead-letters"));
  }

  @Test
  void messagesAreSeenWithoutReceivingThem() {
    Instant first = simulation.now();
    String id = send("one");
    pass(60);
    send("two");
    assertEquals(List.of("one", "two"), queue.messages().stream().map(QueueMessage::body).toList());
    assertEquals(new QueueMessage(id, "one", first), queue.messages().getFirst());
    assertEquals("2", waiting());
  }

  @Test
  void aReceivedMessageIsHiddenUntilItsTimeoutAndGoneOnlyWhenDeleted() {
    send("one");
    Message received = receive(1).getFirst();
    assertEquals("one", received.body());
    assertEquals(List.of(), receive(1));
    assertEquals("0", waiting());
    assertEquals(1, queue.messages().size());
    pass(30);
    Message again = receive(1).getFirst();
    client.deleteMessage(d -> d.queueUrl(queue.url()).receiptHandle(received.receiptHandle()));
    assertEquals(1, queue.messages().size(), "the receipt of the first delivery is outdated");
    client.deleteMessage(d -> d.queueUrl(queue.url()).receiptHandle(again.receiptHandle()));
    assertEquals(List.of(), queue.messages());
    client.deleteMessage(d -> d.queueUrl(queue.url()).receiptHandle(again.receiptHandle()));
    assertThrows(
        ReceiptHandleIsInvalidException.class,
        () -> client.deleteMessage(d -> d.queueUrl(queue.url()).receiptHandle("made-up")));
  }

  @Test
  void upToTenMessagesAreReceivedAtOnceOldestFirst() {
    for (int i = 0; i < 12; i++) {
      send("m" + i);
    }
    assertEquals(10, receive(10).size());
    assertEquals(List.of("m10", "m11"), receive(10).stream().map(Message::body).toList());
    SqsException refused = assertThrows(SqsException.class, () -> receive(11));
    assertEquals("InvalidParameterValue", refused.awsErrorDetails().errorCode());
  }

  @Test
  void aDeliveryTellsWhenTheMessageWasSentAndHowOftenItCameWhenAsked() {
    Instant sent = simulation.now();
    send("one");
    assertEquals(Map.of(), receive(1).getFirst().attributes());
    pass(31);
    assertEquals(
        Map.of(
            MessageSystemAttributeName.SENT_TIMESTAMP,
            Long.toString(sent.toEpochMilli()),
            MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT,
            "2"),
        client
            .receiveMessage(
                r ->
                    r.queueUrl(queue.url())
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
            .messages()
            .getFirst()
            .attributes());
  }

  @Test
  void whatDoesNotExistOrDoesNotFitIsRefusedInTheWordsOfSqs() {
    QueueDoesNotExistException missing =
        assertThrows(
            QueueDoesNotExistException.class,
            () -> client.sendMessage(s -> s.queueUrl(queue.url() + "x").messageBody("one")));
    assertEquals("AWS.SimpleQueueService.NonExistentQueue", missing.awsErrorDetails().errorCode());
    assertEquals("The specified queue does not exist.", missing.awsErrorDetails().errorMessage());
    assertThrows(
        QueueDoesNotExistException.class, () -> client.getQueueUrl(r -> r.queueName("other")));
    SqsException tooLong = assertThrows(SqsException.class, () -> send("x".repeat(1_048_577)));
    assertEquals("InvalidParameterValue", tooLong.awsErrorDetails().errorCode());
    SqsException empty = assertThrows(SqsException.class, () -> send(""));
    assertEquals("MissingParameter", empty.awsErrorDetails().errorCode());
  }

  private String send(String body) {
    return client.sendMessage(s -> s.queueUrl(queue.url()).messageBody(body)).messageId();
  }

  private List<Message> receive(int most) {
    return client.receiveMessage(r -> r.queueUrl(queue.url()).maxNumberOfMessages(most)).messages();
  }

  private String waiting() {
    return client
        .getQueueAttributes(
            r ->
                r.queueUrl(queue.url())
                    .attributeNames(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
        .attributes()
        .get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES);
  }

  private void pass(int seconds) {
    simulation.queue().runUntil(simulation.now().plusSeconds(seconds));
  }
}
