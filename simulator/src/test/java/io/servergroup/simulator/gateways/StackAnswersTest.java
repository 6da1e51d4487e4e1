package io.servergroup.simulator.gateways;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.aws.Outcome;
import io.servergroup.aws.StackAnswers;
import io.servergroup.simulator.aws.cloudformation.AnswerReceiver;
import io.servergroup.simulator.aws.cloudformation.ReceivedAnswer;
import io.servergroup.simulator.kernel.Fiber;
import io.servergroup.stack.ResourceAnswer;
import io.servergroup.stack.ResourceRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Answers to CloudFormation: they arrive, whole or honestly shortened, and keep their secret. */
final class StackAnswersTest {
  private static final String STACK =
      "arn:aws:cloudformation:eu-west-1:123456789012:stack/tools/51af3dc0-da77-11e4-872e-1234567db123";

  private final SmallAccount account = new SmallAccount();
  private final AnswerReceiver receiver = account.aws.answers();
  private final StackAnswers answers =
      new StackAnswers(
          account.aws, pause -> Fiber.current().pause(pause), "the log of the function Web");

  @Test
  void anAnswerCarriesWhatCloudFormationComparesAndWhatItShows() {
    ResourceRequest request = request("Create", "request-1", null);

    Outcome outcome =
        send(request, ResourceAnswer.success("all healthy", Map.of("Execution", "arn:1")));

    assertEquals(new Outcome.Done(), outcome);
    ReceivedAnswer answer = receiver.answer("request-1").orElseThrow();
    assertEquals("SUCCESS", answer.status());
    assertEquals("all healthy", answer.reason());
    assertEquals("web-Rollout1", answer.physicalId());
    assertEquals("Rollout1", answer.logicalId());
    assertEquals(Map.of("Execution", "arn:1"), answer.data());
  }

  @Test
  void theIdentityOfAResourceStaysWhatItWasWhateverItsPropertiesBecome() {
    send(request("Update", "request-1", "web-old"), ResourceAnswer.success("nothing to do"));
    assertEquals("web-old", receiver.answer("request-1").orElseThrow().physicalId());
  }

  @Test
  void aReasonThatIsTooLongEndsWithAWholeWordAndSaysWhereTheRestIs() {
    String reason = "Zwölf Server ließen auf sich warten\n".repeat(400);

    send(request("Create", "request-1", null), ResourceAnswer.failed(reason));

    ReceivedAnswer answer = receiver.answer("request-1").orElseThrow();
    assertTrue(answer.bytes() <= 4_096 && answer.bytes() > 4_096 - 16, answer.bytes() + " bytes");
    String hint = " ... (shortened; all of it is in the log of the function Web)";
    assertTrue(answer.reason().endsWith(hint), answer::reason);
    String kept = answer.reason().substring(0, answer.reason().length() - hint.length());
    assertTrue(reason.startsWith(kept), kept);
    assertTrue(Character.isWhitespace(reason.charAt(kept.length())), kept);
  }

  @Test
  void aReasonWithoutAnyWordIsCutBetweenCharactersThatTakeTwoUnits() {
    String rocket = Character.toString(0x1F680);

    send(request("Create", "request-1", null), ResourceAnswer.failed("x" + rocket.repeat(3_000)));

    String reason = receiver.answer("request-1").orElseThrow().reason();
    String kept = reason.substring(0, reason.indexOf(" ..."));
    assertEquals("x" + rocket.repeat((kept.length() - 1) / 2), kept);
  }

  @Test
  void attributesThatDoNotFitAreAFailureAndNotShortened() {
    ResourceAnswer large = ResourceAnswer.success("", Map.of("Zones", "eu-west-1a,".repeat(500)));

    send(request("Create", "request-1", null), large);

    ReceivedAnswer answer = receiver.answer("request-1").orElseThrow();
    assertEquals("FAILED", answer.status());
    assertTrue(answer.reason().contains("CloudFormation takes 4096"), answer::reason);
    assertEquals(Map.of(), answer.data());
  }

  @Test
  void aReceiverThatFailsForSecondsIsAskedAgain() {
    receiver.refuse(3, 503);
    Instant begun = account.simulation.now();

    assertEquals(
        new Outcome.Done(), send(request("Create", "r", null), ResourceAnswer.success("")));

    assertEquals(1, receiver.answers().size());
    Duration taken = Duration.between(begun, account.simulation.now());
    assertTrue(taken.compareTo(Duration.ofSeconds(7)) >= 0, taken::toString);
  }

  @Test
  void aReceiverThatKeepsFailingIsGivenUpForNowAfterFourTries() {
    receiver.refuse(100, 500);

    Outcome outcome = send(request("Create", "request-1", null), ResourceAnswer.success(""));

    SmallAccount.assertOutcome(Outcome.TryAgain.class, outcome);
    assertEquals(4, account.aws.calls().counts().get("presigned:Put"));
  }

  @Test
  void anAnswerWhoseArrivalNobodyConfirmedIsSentAgain() {
    receiver.loseResponses(1);

    assertEquals(
        new Outcome.Done(), send(request("Create", "r", null), ResourceAnswer.success("")));

    assertEquals(2, receiver.answers().size());
  }

  @Test
  void anAddressThatIsNotTakenAnyMoreIsNotTriedAgain() {
    receiver.refuse(1, 403);

    Outcome outcome = send(request("Create", "request-1", null), ResourceAnswer.success(""));

    SmallAccount.assertOutcome(Outcome.GiveUp.class, outcome);
    assertEquals(1, account.aws.calls().counts().get("presigned:Put"));
  }

  @Test
  void theAddressIsInNoTextOfARequestNorOfAFailure() {
    receiver.refuse(100, 500);
    ResourceRequest request = request("Create", "request-1", null);

    Outcome outcome = send(request, ResourceAnswer.success(""));

    assertTrue(request.answerTo().value().contains("X-Amz-Signature"));
    assertFalse(request.toString().contains("X-Amz"), request::toString);
    assertFalse(outcome.toString().contains("X-Amz"), outcome::toString);
  }

  private Outcome send(ResourceRequest request, ResourceAnswer answer) {
    return account.asFunction(() -> answers.send(request, answer));
  }

  private ResourceRequest request(String type, String requestId, String physicalId) {
    Map<String, Object> event = new TreeMap<>();
    event.put("RequestType", type);
    event.put("RequestId", requestId);
    event.put("StackId", STACK);
    event.put("LogicalResourceId", "Rollout1");
    event.put("ResourceType", "Custom::Rollout");
    event.put("ResponseURL", receiver.open(STACK, "Rollout1", requestId));
    event.put("ResourceProperties", Map.of("ServerGroup", "web"));
    if (physicalId != null) {
      event.put("PhysicalResourceId", physicalId);
    }
    return ResourceRequest.of(event);
  }
}
