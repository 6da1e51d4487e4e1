package io.servergroup.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import io.servergroup.aws.PresignedPut;
import io.servergroup.stack.ResourceAnswer;
import io.servergroup.stack.ResourceRequest;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** A resource that a function answers itself is answered whatever happens. */
class StackResourceTest {
  private final List<Map<String, Object>> answers = new ArrayList<>();
  private final List<String> lines = new ArrayList<>();
  private int status = 200;

  @Test
  void whatTheWorkSaysIsAnswered() {
    handle("Create", request -> ResourceAnswer.success("done", Map.of("Zones", "a,b")));

    assertEquals("SUCCESS", answers.getFirst().get("Status"));
    assertEquals(Map.of("Zones", "a,b"), answers.getFirst().get("Data"));
  }

  @Test
  void everythingThatTheWorkThrowsIsAnsweredWithItsCause() {
    handle("Create", request -> fail(new IllegalStateException("no such zone")));
    handle("Update", request -> fail(new NullPointerException()));
    handle("Delete", request -> fail(new NoClassDefFoundError("a/b/C")));

    assertEquals(
        List.of(
            "Create Custom::DnsRecords failed: IllegalStateException: no such zone",
            "Update Custom::DnsRecords failed: NullPointerException: null",
            "Delete Custom::DnsRecords failed: NoClassDefFoundError: a/b/C"),
        answers.stream().map(answer -> answer.get("Reason")).toList());
    answers.forEach(answer -> assertEquals("FAILED", answer.get("Status")));
  }

  @Test
  void deletingWhatOwnsNothingSucceedsWithoutAnyWork() {
    resource(StackResource.Deletion.LEAVES_EVERYTHING)
        .handle(event("Delete"), request -> fail(new IllegalStateException("no such zone")));

    assertEquals("SUCCESS", answers.getFirst().get("Status"));
  }

  @Test
  void anAnswerThatDoesNotArriveFailsTheInvocationSoThatLambdaRepeatsIt() {
    status = 503;
    assertThrows(
        RetryLaterException.class, () -> handle("Create", request -> ResourceAnswer.success("")));
    assertEquals(4, answers.size());

    status = 403;
    assertThrows(
        IllegalStateException.class, () -> handle("Create", request -> ResourceAnswer.success("")));
  }

  @Test
  void anEventThatIsNoRequestFailsTheInvocation() {
    assertThrows(
        IllegalArgumentException.class,
        () ->
            resource(StackResource.Deletion.IS_WORK)
                .handle(Map.of("RequestType", "Create"), request -> ResourceAnswer.success("")));
  }

  @Test
  void theLogTellsTheAnswerAndNotTheAddress() {
    handle("Create", request -> ResourceAnswer.failed("no such zone: " + request));

    String line = String.join("\n", lines);
    assertTrue(line.contains("\"decision\":\"FAILED\""), line);
    assertTrue(line.contains("\"level\":\"ERROR\""), line);
    assertTrue(line.contains("no such zone"), line);
    assertFalse(line.contains("secret"), line);
  }

  private static ResourceAnswer fail(RuntimeException failure) {
    throw failure;
  }

  private static ResourceAnswer fail(Error failure) {
    throw failure;
  }

  private void handle(String type, Function<ResourceRequest, ResourceAnswer> work) {
    resource(StackResource.Deletion.IS_WORK).handle(event(type), work);
  }

  private StackResource resource(StackResource.Deletion deletion) {
    OneServerAws aws =
        new OneServerAws() {
          @Override
          public PresignedPut presigned() {
            return (url, body) -> {
              answers.add(parsed(body));
              return status;
            };
          }
        };
    Wiring wiring =
        new Wiring(
            aws,
            () -> Instant.EPOCH,
            pause -> {},
            new Settings("locks"),
            new JsonDecisionLog(lines::add, () -> Instant.EPOCH, "DnsRecords"),
            measurements -> {});
    return new StackResource(wiring, "DnsRecords", deletion);
  }

  private static Map<String, Object> parsed(byte[] body) throws IOException {
    return JSON.std.mapFrom(body);
  }

  private static Map<String, Object> event(String type) {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("RequestType", type);
    event.put("RequestId", "request-1");
    event.put("StackId", "stack-1");
    event.put("LogicalResourceId", "DnsRecord1");
    event.put("ResourceType", "Custom::DnsRecords");
    event.put("ResponseURL", "https://receiver.example/?signature=secret");
    return event;
  }
}
