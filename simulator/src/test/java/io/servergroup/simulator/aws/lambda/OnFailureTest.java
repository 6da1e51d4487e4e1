package io.servergroup.simulator.aws.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.servergroup.simulator.aws.sqs.Queue;
import io.servergroup.simulator.aws.sqs.Queues;
import io.servergroup.simulator.kernel.Simulation;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The records of asynchronous events that Lambda gave up on. */
class OnFailureTest {
  private final Simulation simulation = new Simulation(7);
  private final LambdaService lambda =
      new LambdaService(simulation, "eu-west-1", "123456789012", LambdaTiming.typical());
  private final Queue queue =
      new Queues(simulation, "eu-west-1", "123456789012").create("dead-letters");
  private boolean broken = true;

  final class Handler implements RequestHandler<Map<String, Object>, String> {
    @Override
    public String handleRequest(Map<String, Object> input, Context context) {
      if (broken) {
        throw new IllegalStateException("no slot for " + input.get("server"));
      }
      return "done";
    }
  }

  @Test
  void anEventWhoseRetriesAreExhaustedIsSentWithTheLastError() throws Exception {
    register(true);
    lambda.invokeAsync("reconcile", "{\"server\":3}");
    drain();
    assertEquals(1, queue.messages().size());
    JsonNode record = record();
    assertEquals("1.0", record.path("version").asText());
    assertFalse(Instant.parse(record.path("timestamp").asText()).isAfter(simulation.now()));
    JsonNode context = record.path("requestContext");
    assertEquals("RetriesExhausted", context.path("condition").asText());
    assertEquals(3, context.path("approximateInvokeCount").asInt());
    assertEquals(
        "arn:aws:lambda:eu-west-1:123456789012:function:reconcile:$LATEST",
        context.path("functionArn").asText());
    assertEquals(36, context.path("requestId").asText().length());
    assertEquals("{\"server\":3}", record.path("requestPayload").toString());
    assertEquals(
        "{\"statusCode\":200,\"executedVersion\":\"$LATEST\",\"functionError\":\"Unhandled\"}",
        record.path("responseContext").toString());
    assertEquals("no slot for 3", record.path("responsePayload").path("errorMessage").asText());
    assertEquals(
        "java.lang.IllegalStateException",
        record.path("responsePayload").path("errorType").asText());
    assertTrue(record.path("responsePayload").path("stackTrace").isArray());
  }

  @Test
  void anEventThatNeverRanBecauseLambdaWasBusyIsSentWhenItIsTooOld() throws Exception {
    register(true);
    lambda.setFaults((function, asynchronous) -> new InvocationFault.Throttled());
    lambda.invokeAsync("reconcile", "{\"server\":3}");
    Instant sent = simulation.now();
    drain();
    JsonNode record = record();
    assertEquals("EventAgeExceeded", record.path("requestContext").path("condition").asText());
    assertEquals(0, record.path("requestContext").path("approximateInvokeCount").asInt());
    assertEquals("{\"server\":3}", record.path("requestPayload").toString());
    assertFalse(record.has("responsePayload"));
    assertTrue(
        Duration.between(sent, queue.messages().getFirst().sentAt()).compareTo(Duration.ofHours(5))
            > 0);
  }

  @Test
  void anEventThatSucceedsAtLastAndAWaitingCallerSendNothing() {
    register(true);
    lambda.invokeAsync("reconcile", "{}");
    simulation.queue().runUntil(simulation.now().plusSeconds(30));
    broken = false;
    drain();
    broken = true;
    lambda.invoke("reconcile", "{}", result -> {});
    drain();
    assertEquals(0, queue.messages().size());
  }

  @Test
  void withoutADestinationAnEventGivenUpIsOnlyADeadLetter() {
    register(false);
    lambda.invokeAsync("reconcile", "{}");
    drain();
    assertEquals(1, lambda.deadLetters().size());
    assertEquals(0, queue.messages().size());
  }

  private void register(boolean onFailure) {
    FunctionDefinition function =
        FunctionDefinition.of("reconcile", Handler::new, Duration.ofSeconds(3));
    lambda.register(onFailure ? function.withOnFailure(queue) : function);
  }

  private JsonNode record() throws Exception {
    return JsonMapper.builder().build().readTree(queue.messages().getFirst().body());
  }

  private void drain() {
    while (simulation.queue().runNext()) {
      // every event there is
    }
  }
}
