package io.servergroup.simulator.aws.sqs;

import io.servergroup.simulator.api.CallPath;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageResponse;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlResponse;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/** The SDK's client of simulated SQS. Operations that are not modelled throw. */
public final class SimulatedSqsClient implements SqsClient {
  private static final int MOST_AT_ONCE = 10;
  private static final Duration USUAL_VISIBILITY = Duration.ofSeconds(30);

  private final CallPath path;
  private final Queues queues;

  public SimulatedSqsClient(CallPath path, Queues queues) {
    this.path = path;
    this.queues = queues;
  }

  @Override
  public SendMessageResponse sendMessage(SendMessageRequest request) {
    return call("SendMessage", request, () -> send(request));
  }

  @Override
  public ReceiveMessageResponse receiveMessage(ReceiveMessageRequest request) {
    return call("ReceiveMessage", request, () -> receive(request));
  }

  @Override
  public DeleteMessageResponse deleteMessage(DeleteMessageRequest request) {
    return call(
        "DeleteMessage",
        request,
        () -> {
          queues.at(request.queueUrl()).delete(request.receiptHandle());
          return DeleteMessageResponse.builder().build();
        });
  }

  @Override
  public GetQueueUrlResponse getQueueUrl(GetQueueUrlRequest request) {
    return call(
        "GetQueueUrl",
        request,
        () ->
            GetQueueUrlResponse.builder()
                .queueUrl(queues.named(request.queueName()).url())
                .build());
  }

  @Override
  public GetQueueAttributesResponse getQueueAttributes(GetQueueAttributesRequest request) {
    return call("GetQueueAttributes", request, () -> attributes(request));
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {
    // Holds nothing that would have to be released.
  }

  private SendMessageResponse send(SendMessageRequest request) {
    if (request.delaySeconds() != null
        || request.hasMessageAttributes()
        || request.messageGroupId() != null) {
      throw new UnsupportedOperationException(
          "of SendMessage only QueueUrl and MessageBody are simulated: " + request);
    }
    QueueMessage sent = queues.at(request.queueUrl()).send(request.messageBody());
    return SendMessageResponse.builder()
        .messageId(sent.id())
        .md5OfMessageBody(sent.bodyDigest())
        .build();
  }

  private ReceiveMessageResponse receive(ReceiveMessageRequest request) {
    if (request.waitTimeSeconds() != null && request.waitTimeSeconds() > 0) {
      throw new UnsupportedOperationException("long polling is not simulated: " + request);
    }
    Queue queue = queues.at(request.queueUrl());
    int most = request.maxNumberOfMessages() == null ? 1 : request.maxNumberOfMessages();
    if (most < 1 || most > MOST_AT_ONCE) {
      throw SqsErrors.of(
          "InvalidParameterValue",
          "Value %d for parameter MaxNumberOfMessages is invalid. Reason: Must be between 1 and 10, if provided."
              .formatted(most));
    }
    Duration hidden =
        request.visibilityTimeout() == null
            ? USUAL_VISIBILITY
            : Duration.ofSeconds(request.visibilityTimeout());
    return ReceiveMessageResponse.builder()
        .messages(
            queue.receive(most, hidden).stream().map(delivery -> view(delivery, request)).toList())
        .build();
  }

  private static Message view(Queue.Delivery delivery, ReceiveMessageRequest request) {
    Map<MessageSystemAttributeName, String> all = new EnumMap<>(MessageSystemAttributeName.class);
    all.put(
        MessageSystemAttributeName.SENT_TIMESTAMP,
        Long.toString(delivery.message().sentAt().toEpochMilli()));
    all.put(
        MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT,
        Integer.toString(delivery.receives()));
    List<MessageSystemAttributeName> asked = request.messageSystemAttributeNames();
    if (!asked.contains(MessageSystemAttributeName.ALL)) {
      all.keySet().retainAll(asked);
    }
    return Message.builder()
        .messageId(delivery.message().id())
        .receiptHandle(delivery.receiptHandle())
        .body(delivery.message().body())
        .md5OfBody(delivery.message().bodyDigest())
        .attributes(all)
        .build();
  }

  private GetQueueAttributesResponse attributes(GetQueueAttributesRequest request) {
    Queue queue = queues.at(request.queueUrl());
    Map<QueueAttributeName, String> all = new EnumMap<>(QueueAttributeName.class);
    all.put(QueueAttributeName.QUEUE_ARN, queue.arn());
    all.put(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES, Integer.toString(queue.visible()));
    all.put(
        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
        Integer.toString(queue.notVisible()));
    List<QueueAttributeName> asked = request.attributeNames();
    if (!asked.contains(QueueAttributeName.ALL)) {
      for (QueueAttributeName name : asked) {
        if (!all.containsKey(name)) {
          throw new UnsupportedOperationException(
              "the queue attribute " + name + " is not simulated; simulated are " + all.keySet());
        }
      }
      all.keySet().retainAll(asked);
    }
    return GetQueueAttributesResponse.builder().attributes(all).build();
  }

  private <T> T call(String operation, Object request, Supplier<T> effect) {
    return path.call("sqs", operation, request, effect);
  }
}
