package io.servergroup.simulator.aws.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import io.servergroup.simulator.api.CallFault;
import io.servergroup.simulator.api.CallPath;
import io.servergroup.simulator.kernel.EventFailedException;
import io.servergroup.simulator.kernel.Fiber;
import io.servergroup.simulator.kernel.Simulation;
import io.servergroup.simulator.kernel.TraceEntry;
import java.io.IOException;
import java.beans.ConstructorProperties;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class LambdaServiceTest {
  private final Simulation simulation = new Simulation(7);
  private final LambdaService lambda =
      new LambdaService(simulation, "eu-west-1", "123456789012", LambdaTiming.typical());
  private final List<InvocationResult> results = new ArrayList<>();
  private final List<TraceEntry> trace = new ArrayList<>();

  LambdaServiceTest() {
    simulation.trace().listen(trace::add);
  }

  record Deploy(String group, Optional<Integer> batchSize, List<String> servers) {
    @ConstructorProperties({"group", "batchSize", "servers"})
    Deploy {}
  }

  record Answer(String text, int remainingMillis) {}

  /** A handler class whose type arguments are inherited, as real handlers' often are. */
  abstract static class Base<T> implements RequestHandler<T, Answer> {}

  static final class DeployHandler extends Base<Deploy> {
    @Override
    public Answer handleRequest(Deploy input, Context context) {
      Fiber.current().pause(Duration.ofMillis(250));
      return new Answer(input.group() + input.servers(), context.getRemainingTimeInMillis());
    }
  }

  static final class EventHandler implements RequestHandler<ScheduledEvent, String> {
    @Override
    public String handleRequest(ScheduledEvent event, Context context) {
      return event.getDetailType()
          + "|"
          + event.getTime().toInstant()
          + "|"
          + event.getResources()
          + "|"
          + event.getDetail().get("EC2InstanceId");
    }
  }

  /** Does what the test says, for handlers that take and return maps. */
  static final class Scripted implements RequestHandler<Map<String, Object>, Map<String, Object>> {
    private final Function<Map<String, Object>, Map<String, Object>> script;

    Scripted(Function<Map<String, Object>, Map<String, Object>> script) {
      this.script = script;
    }

    @Override
    public Map<String, Object> handleRequest(Map<String, Object> input, Context context) {
      context.getLogger().log("input " + input + "\n");
      return script.apply(input);
    }
  }

  @Test
  void recordsAreBoundFromAndToJson() {
    lambda.register(FunctionDefinition.of("deploy", DeployHandler::new, Duration.ofSeconds(30)));
    lambda.invoke(
        "deploy", "{\"group\":\"kafka\",\"servers\":[\"a\",\"b\"],\"unknown\":1}", results::add);
    drain();
    assertEquals(
        List.of(
            new InvocationResult.Success("{\"text\":\"kafka[a, b]\",\"remainingMillis\":29750}")),
        results);
  }

  @Test
  void aLifecycleEventIsBoundToScheduledEventAsTheRuntimeDoes() {
    lambda.register(FunctionDefinition.of("reconcile", EventHandler::new, Duration.ofSeconds(30)));
    lambda.invoke(
        "arn:aws:lambda:eu-west-1:123456789012:function:reconcile:live",
        """
        {"version":"0","id":"468fe059-f4b7-445f-bb22-2a271b94974d",
         "detail-type":"EC2 Instance-terminate Lifecycle Action","source":"aws.autoscaling",
         "account":"123456789012","time":"2026-01-22T18:43:48Z","region":"eu-west-1",
         "resources":["arn:aws:autoscaling:eu-west-1:123456789012:autoScalingGroup:x"],
         "detail":{"LifecycleActionToken":"87654321-4321-4321-4321-210987654321",
                   "EC2InstanceId":"i-1234567890abcdef0",
                   "LifecycleTransition":"autoscaling:EC2_INSTANCE_TERMINATING"}}
        """,
        results::add);
    drain();
    assertEquals(
        new InvocationResult.Success(
            "\"EC2 Instance-terminate Lifecycle Action|2026-01-22T18:43:48.000Z|"
                + "[arn:aws:autoscaling:eu-west-1:123456789012:autoScalingGroup:x]|"
                + "i-1234567890abcdef0\""),
        results.getFirst());
  }

  @Test
  void anExceptionBecomesAFunctionErrorWithTheFullClassNameAndKeepsTheEnvironmentWarm() {
    script(
        "f",
        input -> {
          throw new IllegalStateException("no slot");
        });
    lambda.invoke("f", "{}", results::add);
    drain();
    lambda.invoke("f", "{}", results::add);
    drain();
    var error = assertInstanceOf(InvocationResult.FunctionError.class, results.getFirst());
    assertEquals("java.lang.IllegalStateException", error.errorType());
    assertEquals("no slot", error.errorMessage());
    assertTrue(
        error
            .payload()
            .startsWith(
                "{\"errorMessage\":\"no slot\",\"errorType\":\"java.lang.IllegalStateException\","
                    + "\"stackTrace\":[\"io.servergroup"),
        error.payload());
    assertFalse(error.payload().contains("HandlerCodec"), error.payload());
    assertEquals(1, lambda.usage().get("f").coldStarts());
    assertEquals(2, lambda.usage().get("f").errors());
    assertTrue(trace.stream().noneMatch(entry -> entry.text().contains(".java:")));
  }

  @Test
  void inputThatDoesNotFitIsAFunctionErrorOfTheRuntime() {
    lambda.register(FunctionDefinition.of("deploy", DeployHandler::new, Duration.ofSeconds(30)));
    lambda.invoke("deploy", "{\"servers\":{\"a\":1}}", results::add);
    drain();
    var error = assertInstanceOf(InvocationResult.FunctionError.class, results.getFirst());
    assertEquals("An error occurred during JSON parsing", error.errorMessage());
  }

  @Test
  void anInvocationIsKilledInTheMiddleOfACallWhenItsTimeIsUp() {
    CallPath path = new CallPath(simulation, Duration.ofSeconds(2), Duration.ofSeconds(2));
    List<String> effects = new ArrayList<>();
    script(
        "slow",
        input -> {
          for (int i = 0; i < 5; i++) {
            String effect = "call " + i;
            path.call("ec2", "AttachVolume", effect, () -> effects.add(effect));
          }
          return Map.of();
        });
    lambda.invoke("slow", "{}", results::add);
    drain();
    var error = assertInstanceOf(InvocationResult.FunctionError.class, results.getFirst());
    assertEquals("Sandbox.Timedout", error.errorType());
    assertTrue(
        error.errorMessage().endsWith(" Error: Task timed out after 3.00 seconds"),
        error.errorMessage());
    assertEquals(List.of("call 0"), effects);
  }

  @Test
  void aTimedOutEnvironmentIsNotUsedAgain() {
    script(
        "f",
        input -> {
          Fiber.current().pause(Duration.ofMinutes(1));
          return Map.of();
        });
    lambda.invoke("f", "{}", results::add);
    drain();
    lambda.invoke("f", "{}", results::add);
    drain();
    assertEquals(2, lambda.usage().get("f").coldStarts());
  }

  @Test
  void aFunctionThatDiesWithACallReportsARuntimeExitAndWhatItDidStays() {
    CallPath path = new CallPath(simulation, Duration.ofMillis(5), Duration.ofMillis(5));
    path.setFaults(call -> new CallFault.CallerDiesAfter());
    List<String> effects = new ArrayList<>();
    script(
        "f",
        input -> {
          try {
            return path.call("ec2", "AttachVolume", "", () -> Map.of("done", effects.add("done")));
          } catch (Throwable t) {
            return Map.of("swallowed", t.toString());
          }
        });
    lambda.invoke("f", "{}", results::add);
    drain();
    var error = assertInstanceOf(InvocationResult.FunctionError.class, results.getFirst());
    assertEquals("Runtime.ExitError", error.errorType());
    assertEquals(List.of("done"), effects);
  }

  @Test
  void aDeathThatTheHandlerWrapsIsStillADeath() {
    script(
        "f",
        input -> {
          try {
            Fiber.current().pause(Duration.ofSeconds(2));
            return input;
          } catch (Throwable t) {
            throw new IllegalStateException("wrapped", t);
          }
        });
    lambda.setFaults((function, asynchronous) -> new InvocationFault.Killed(Duration.ofSeconds(1)));
    lambda.invoke("f", "{}", results::add);
    drain();
    var error = assertInstanceOf(InvocationResult.FunctionError.class, results.getFirst());
    assertEquals("Runtime.ExitError", error.errorType());
  }

  @Test
  void aResponseMayBeLostAfterTheFunctionDidItsWork() {
    List<Object> effects = new ArrayList<>();
    script(
        "f",
        input -> {
          effects.add(input);
          return input;
        });
    lambda.setFaults((function, asynchronous) -> new InvocationFault.ResponseLost());
    lambda.invoke("f", "{}", results::add);
    drain();
    var failure = assertInstanceOf(InvocationResult.ServiceFailure.class, results.getFirst());
    assertEquals("Lambda.ServiceException", failure.error());
    assertEquals(1, effects.size());
  }

  @Test
  void aHandlerThatCannotBeMadeIsAFunctionErrorAndItsEnvironmentIsGone() {
    List<Integer> tries = new ArrayList<>();
    lambda.register(
        FunctionDefinition.of(
            "f",
            () -> {
              tries.add(1);
              if (tries.size() == 1) {
                throw new IllegalStateException("setting TABLE is missing");
              }
              return new Scripted(input -> input);
            },
            Duration.ofSeconds(3)));
    lambda.invoke("f", "{}", results::add);
    drain();
    lambda.invoke("f", "{}", results::add);
    drain();
    var error = assertInstanceOf(InvocationResult.FunctionError.class, results.getFirst());
    assertEquals("setting TABLE is missing", error.errorMessage());
    assertEquals(new InvocationResult.Success("{}"), results.getLast());
    assertEquals(2, lambda.usage().get("f").coldStarts());
  }

  static final class Silent implements RequestHandler<List<String>, Void> {
    @Override
    public Void handleRequest(List<String> input, Context context) {
      return null;
    }
  }

  static final class Raw implements RequestStreamHandler {
    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context)
        throws IOException {
      output.write('[');
      input.transferTo(output);
      output.write(']');
    }
  }

  @Test
  void handlersMayReturnNothingOrReadTheBytesThemselves() {
    lambda.register(FunctionDefinition.of("silent", Silent::new, Duration.ofSeconds(3)));
    lambda.register(FunctionDefinition.of("raw", Raw::new, Duration.ofSeconds(3)));
    lambda.invoke("silent", "[\"a\"]", results::add);
    drain();
    lambda.invoke("raw", "\"\u00e9\"", results::add);
    drain();
    assertEquals(
        List.of(new InvocationResult.Success("null"), new InvocationResult.Success("[\"\u00e9\"]")),
        results);
  }

  @Test
  void billedTimeIncludesTheColdStart() {
    lambda.register(FunctionDefinition.of("deploy", DeployHandler::new, Duration.ofSeconds(30)));
    lambda.invoke("deploy", "{\"servers\":[]}", results::add);
    drain();
    Duration cold = lambda.usage().get("deploy").billed();
    lambda.invoke("deploy", "{\"servers\":[]}", results::add);
    drain();
    Duration warm = lambda.usage().get("deploy").billed().minus(cold);
    assertEquals(Duration.ofMillis(250), warm);
    assertTrue(cold.compareTo(Duration.ofMillis(850)) >= 0, cold::toString);
  }

  @Test
  void anUnmodelledCallEndsTheRunEvenWhenTheHandlerWrapsIt() {
    script(
        "f",
        input -> {
          throw new IllegalStateException("wrapped", new UnsupportedOperationException());
        });
    lambda.invoke("f", "{}", results::add);
    EventFailedException failed = assertThrows(EventFailedException.class, this::drain);
    assertInstanceOf(HandlerDefectException.class, failed.getCause());
    assertEquals(List.of(), results);
  }

  @Test
  void aHandlerWithoutTypeArgumentsEndsTheRun() {
    RequestHandler<String, String> lambdaExpression = (input, context) -> input;
    lambda.register(FunctionDefinition.of("f", () -> lambdaExpression, Duration.ofSeconds(3)));
    lambda.invoke("f", "\"x\"", results::add);
    EventFailedException failed = assertThrows(EventFailedException.class, this::drain);
    assertTrue(failed.getMessage().contains("concrete type parameters"), failed.getMessage());
  }

  @Test
  void environmentsAreSharedInTurnNotAtOnceAndGoColdWhenIdle() {
    List<Object> made = new ArrayList<>();
    lambda.register(
        FunctionDefinition.of(
            "f",
            () -> {
              Scripted handler =
                  new Scripted(
                      input -> {
                        Fiber.current().pause(Duration.ofMillis(100));
                        return input;
                      });
              made.add(handler);
              return handler;
            },
            Duration.ofSeconds(3)));
    lambda.invoke("f", "{}", results::add);
    lambda.invoke("f", "{}", results::add);
    drain();
    assertEquals(2, made.size(), "two at once need two environments");
    lambda.invoke("f", "{}", results::add);
    drain();
    assertEquals(2, made.size(), "a warm environment is used again");
    simulation.queue().runUntil(simulation.now().plus(Duration.ofHours(1)));
    lambda.invoke("f", "{}", results::add);
    drain();
    assertEquals(3, made.size(), "idle environments are reclaimed");
  }

  @Test
  void reservedConcurrencyThrottlesWhatIsOneTooMany() {
    lambda.register(
        FunctionDefinition.of("f", () -> new Scripted(input -> input), Duration.ofSeconds(3))
            .withReservedConcurrency(1));
    lambda.invoke("f", "{}", results::add);
    lambda.invoke("f", "{}", results::add);
    drain();
    assertEquals(
        1,
        results.stream()
            .filter(
                result ->
                    result instanceof InvocationResult.ServiceFailure failure
                        && failure.error().equals("Lambda.TooManyRequestsException"))
            .count());
    assertEquals(1, lambda.usage().get("f").throttles());
  }

  @Test
  void anAsynchronousEventIsRetriedTwiceThenDeadLettered() {
    List<Instant> attempts = new ArrayList<>();
    script(
        "f",
        input -> {
          attempts.add(simulation.now());
          throw new IllegalStateException("down");
        });
    assertTrue(lambda.invokeAsync("f", "{\"x\":1}"));
    drain();
    assertEquals(3, attempts.size());
    assertBetween(60, 75, Duration.between(attempts.get(0), attempts.get(1)));
    assertBetween(120, 150, Duration.between(attempts.get(1), attempts.get(2)));
    DeadLetter letter = lambda.deadLetters().getFirst();
    assertEquals(3, letter.attempts());
    assertEquals("{\"x\":1}", letter.payload());
    assertEquals("java.lang.IllegalStateException", letter.lastError());
  }

  @Test
  void aThrottledAsynchronousEventWaitsAndIsNotCountedAsFailed() {
    List<Instant> attempts = new ArrayList<>();
    script(
        "f",
        input -> {
          attempts.add(simulation.now());
          return input;
        });
    Instant calm = simulation.now().plus(Duration.ofMinutes(30));
    lambda.setFaults(
        (function, asynchronous) ->
            simulation.now().isBefore(calm)
                ? new InvocationFault.Throttled()
                : new InvocationFault.None());
    lambda.invokeAsync("f", "{}");
    drain();
    assertEquals(1, attempts.size());
    assertFalse(attempts.getFirst().isBefore(calm));
    assertEquals(List.of(), lambda.deadLetters());
  }

  @Test
  void anAsynchronousEventMayBeDeliveredTwice() {
    List<Instant> attempts = new ArrayList<>();
    script(
        "f",
        input -> {
          attempts.add(simulation.now());
          return input;
        });
    List<InvocationFault> faults =
        new ArrayList<>(List.of(new InvocationFault.Duplicated(Duration.ofSeconds(40))));
    lambda.setFaults(
        (function, asynchronous) ->
            faults.isEmpty() ? new InvocationFault.None() : faults.removeFirst());
    lambda.invokeAsync("f", "{}");
    drain();
    assertEquals(2, attempts.size());
  }

  @Test
  void theSameSeedGivesTheSameTraceAndAnUnknownFunctionIsNotFound() {
    lambda.invoke("nowhere", "{}", results::add);
    drain();
    var failure = assertInstanceOf(InvocationResult.ServiceFailure.class, results.getFirst());
    assertEquals("Lambda.ResourceNotFoundException", failure.error());
    assertFalse(lambda.invokeAsync("nowhere", "{}"));

    LambdaServiceTest again = new LambdaServiceTest();
    LambdaServiceTest andAgain = new LambdaServiceTest();
    again.anAsynchronousEventIsRetriedTwiceThenDeadLettered();
    andAgain.anAsynchronousEventIsRetriedTwiceThenDeadLettered();
    assertEquals(again.simulation.trace().hash(), andAgain.simulation.trace().hash());
  }

  private void script(String name, Function<Map<String, Object>, Map<String, Object>> script) {
    lambda.register(FunctionDefinition.of(name, () -> new Scripted(script), Duration.ofSeconds(3)));
  }

  private void drain() {
    while (simulation.queue().runNext()) {
      // every event there is
    }
  }

  private static void assertBetween(int low, int high, Duration actual) {
    assertTrue(
        actual.compareTo(Duration.ofSeconds(low)) >= 0
            && actual.compareTo(Duration.ofSeconds(high)) <= 0,
        actual::toString);
  }
}
