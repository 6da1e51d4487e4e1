package io.servergroup.simulator.gateways;

import static io.servergroup.simulator.gateways.SmallAccount.assertOutcome;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.aws.DeadLetterQueue;
import io.servergroup.aws.Outcome;
import io.servergroup.simulator.api.CallFault;
import io.servergroup.simulator.api.ServiceError;
import io.servergroup.simulator.aws.sqs.Queue;
import io.servergroup.simulator.aws.sqs.QueueMessage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** What is left for people to look at. */
final class DeadLettersTest {
  private final SmallAccount account = new SmallAccount();
  private final Queue queue = account.aws.queues().create("dead-letters");

  @Test
  void aMessageIsInTheQueueOnceItWasSent() {
    assertOutcome(Outcome.Done.class, send(Optional.of(queue.url()), "{\"server\":3}"));

    assertEquals(
        List.of("{\"server\":3}"), queue.messages().stream().map(QueueMessage::body).toList());
  }

  @Test
  void withoutAQueueNothingIsSentAndTheOutcomeSaysSo() {
    Outcome.AlreadyDone outcome =
        assertOutcome(Outcome.AlreadyDone.class, send(Optional.empty(), "{}"));

    assertTrue(outcome.detail().contains("nothing was sent"), outcome::detail);
    assertEquals(Map.of(), account.aws.calls().counts());
  }

  @Test
  void aQueueThatDoesNotExistIsGivenUpWithAdvice() {
    Outcome.GiveUp refused =
        assertOutcome(Outcome.GiveUp.class, send(Optional.of(queue.url() + "-old"), "{}"));

    assertTrue(refused.detail().contains("correct the URL"), refused::detail);
    assertTrue(refused.detail().contains(queue.url() + "-old"), refused::detail);
  }

  @Test
  void aMessageThatIsTooLongIsGivenUpWithAdviceAboutTheMessage() {
    Outcome.GiveUp refused =
        assertOutcome(Outcome.GiveUp.class, send(Optional.of(queue.url()), "x".repeat(2_000_000)));

    assertTrue(refused.detail().contains("send less"), refused::detail);
  }

  @Test
  void throttlingIsTriedAgainAndAMissingPermissionGivenUp() {
    assertOutcome(Outcome.TryAgain.class, sendRefused("RequestThrottled"));
    assertOutcome(Outcome.GiveUp.class, sendRefused("AccessDenied"));
  }

  private Outcome send(Optional<String> url, String body) {
    DeadLetterQueue letters = new DeadLetterQueue(account.aws::sqs, url);
    return account.asFunction(() -> letters.send(body));
  }

  private Outcome sendRefused(String code) {
    account
        .aws
        .calls()
        .setFaults(
            call ->
                new CallFault.Refused(
                    ServiceError.of(SqsException.builder(), "Sqs", 403, code, "told by a test")));
    return send(Optional.of(queue.url()), "{}");
  }
}
