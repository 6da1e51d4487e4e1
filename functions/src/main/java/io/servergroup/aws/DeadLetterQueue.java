package io.servergroup.aws;

import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/** Where what could not be done is left for people to look at: an SQS queue, if there is one. */
public final class DeadLetterQueue {
  private static final String ACTION = "sqs:SendMessage";

  private final Supplier<SqsClient> sqs;
  private final Optional<String> queueUrl;

  /**
   * A queue, or none.
   *
   * @param sqs asked for only when there is something to send
   * @param queueUrl such as {@code https://sqs.eu-west-1.amazonaws.com/123456789012/dead-letters};
   *     empty when nothing is to be sent
   */
  public DeadLetterQueue(Supplier<SqsClient> sqs, Optional<String> queueUrl) {
    this.sqs = sqs;
    this.queueUrl = queueUrl;
  }

  /**
   * Sends a message. Sending it again after {@link Outcome.TryAgain} may leave it there twice.
   *
   * @param body text of at most 1 MiB
   * @return {@link Outcome.AlreadyDone} when there is no queue to send it to
   */
  public Outcome send(String body) {
    return queueUrl
        .map(
            url ->
                Calls.attempt(
                    ACTION,
                    () -> sqs.get().sendMessage(request -> request.queueUrl(url).messageBody(body)),
                    error -> permanent(url, error)))
        .orElseGet(
            () -> new Outcome.AlreadyDone("nothing was sent: no dead letter queue is configured"));
  }

  /** What never succeeds, with advice for a queue: the usual one is about servers' tags. */
  private static Optional<Outcome> permanent(String url, SdkException error) {
    String advice;
    if (error instanceof QueueDoesNotExistException) {
      advice = "correct the URL of the dead letter queue, " + url;
    } else if (ErrorReaction.code(error).equals("InvalidParameterValue")) {
      advice = "send less, or other characters";
    } else {
      return Optional.empty();
    }
    return Optional.of(
        new Outcome.GiveUp(
            "%s: %s: %s; %s"
                .formatted(
                    ACTION, ErrorReaction.code(error), ErrorReaction.message(error), advice)));
  }
}
