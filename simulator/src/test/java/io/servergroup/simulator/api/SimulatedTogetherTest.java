package io.servergroup.simulator.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import io.servergroup.aws.Together;
import io.servergroup.simulator.aws.lambda.FunctionDefinition;
import io.servergroup.simulator.aws.lambda.InvocationFault;
import io.servergroup.simulator.aws.lambda.InvocationResult;
import io.servergroup.simulator.aws.lambda.LambdaService;
import io.servergroup.simulator.aws.lambda.LambdaTiming;
import io.servergroup.simulator.kernel.Fiber;
import io.servergroup.simulator.kernel.Simulation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Requests of one invocation at the same time: how long they take, and what kills them. */
final class SimulatedTogetherTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final List<InvocationResult> results = new ArrayList<>();
  private final List<String> effects = new ArrayList<>();
  private final List<String> callers = new ArrayList<>();
  private final Together together = new SimulatedTogether();
  private Simulation simulation = new Simulation(5);
  private CallPath path;
  private LambdaService lambda;

  SimulatedTogetherTest() {
    begin(5);
  }

  private void begin(long seed) {
    simulation = new Simulation(seed);
    path = new CallPath(simulation, Duration.ofMillis(10), Duration.ofMillis(90));
    path.listen(call -> callers.add(call.caller()));
    lambda = new LambdaService(simulation, "eu-west-1", "123456789012", LambdaTiming.typical());
    results.clear();
    effects.clear();
    callers.clear();
  }

  @Test
  void theTimeIsThatOfTheLongestRequestAndNotOfAll() {
    Duration took =
        invoke(
            () ->
                together.all(
                    List.of(
                        () -> pause(Duration.ofSeconds(2)),
                        () -> pause(Duration.ofSeconds(7)),
                        () -> pause(Duration.ofSeconds(4)))));
    assertEquals(Duration.ofSeconds(7), took);
  }

  @Test
  void theNextRequestFollowsAsSoonAsOneHasEnded() {
    Duration took =
        invoke(
            () ->
                together.all(
                    IntStream.rangeClosed(0, Together.MOST)
                        .<Supplier<Boolean>>mapToObj(
                            request -> () -> pause(Duration.ofSeconds(1 + request)))
                        .toList()));
    // The first takes one second; then the last begins, and takes longer than all the others.
    assertEquals(Duration.ofSeconds(1 + 1 + Together.MOST), took);
  }

  @Test
  void allCallsAreMadeInTheNameOfTheInvocation() {
    invoke(() -> together.all(List.of(() -> calls("a", 2), () -> calls("b", 2))));
    assertEquals(List.of("f#1", "f#1", "f#1", "f#1"), callers);
    assertInstanceOf(InvocationResult.Success.class, results.getFirst());
    assertEquals(4, path.counts().get("ec2:Describe"));
  }

  @Test
  void aCallThatKillsOneRequestKillsTheInvocationWithAllOthers() {
    path.setFaults(
        call ->
            call.request().equals("b 0") ? new CallFault.CallerDiesAfter() : new CallFault.None());
    invoke(
        () -> {
          try {
            return together.all(
                List.of(() -> calls("a", 9), () -> calls("b", 9), () -> calls("c", 9)));
          } catch (Throwable swallowed) {
            trySomething();
            return List.of();
          }
        });
    assertEquals("Runtime.ExitError", error().errorType());
    int death = effects.indexOf("b 0");
    assertTrue(death >= 0, "the call took effect: " + effects);
    assertEquals(death, effects.size() - 1, "nothing took effect after it: " + effects);
  }

  @Test
  void aDeathBeforeACallOfTheCallersOwnKillsTheOthersToo() {
    path.setFaults(
        call ->
            call.request().equals("a 1") ? new CallFault.CallerDiesBefore() : new CallFault.None());
    invoke(() -> together.all(List.of(() -> calls("a", 9), () -> calls("b", 99))));
    assertEquals("Runtime.ExitError", error().errorType());
  }

  @Test
  void aCallThatHangsOneRequestHangsAllUntilTheTimeIsUp() {
    path.setFaults(
        call ->
            call.request().equals("b 0") ? new CallFault.CallerHangsAfter() : new CallFault.None());
    invoke(
        () -> together.all(List.of(() -> calls("a", 9), () -> calls("b", 9), () -> calls("c", 9))));
    assertEquals("Sandbox.Timedout", error().errorType());
    assertEquals("b 0", effects.getLast());
    Duration billed = lambda.usage().get("f").billed();
    assertTrue(billed.compareTo(LIMIT) >= 0, "it hung until its time was up: " + billed);
  }

  @Test
  void theTimeLimitEndsAllRequests() {
    invoke(() -> together.all(List.of(() -> calls("a", 999), () -> calls("b", 999))));
    assertEquals("Sandbox.Timedout", error().errorType());
    assertTrue(effects.size() < 2 * 999, "its time was up before");
  }

  @Test
  void anEnvironmentThatDiesTakesAllRequestsWithIt() {
    lambda.setFaults((function, async) -> new InvocationFault.Killed(Duration.ofSeconds(1)));
    invoke(() -> together.all(List.of(() -> calls("a", 999), () -> calls("b", 999))));
    assertEquals("Runtime.ExitError", error().errorType());
    assertTrue(effects.size() < 100, "it died after a second: " + effects.size());
  }

  @Test
  void oneSeedMakesOneOrderOfCallsAndAnotherSeedAnother() {
    String once = traced(3);
    assertEquals(once, traced(3));
    assertNotEquals(once, traced(4));
  }

  private String traced(long seed) {
    begin(seed);
    invoke(
        () ->
            together.all(
                List.of(
                    () -> calls("a", 5),
                    () -> together.all(List.of(() -> calls("b", 5), () -> calls("c", 5))),
                    () -> calls("d", 5))));
    return effects + " " + simulation.trace().hash();
  }

  /** Invokes a function that does this; how long it did it. */
  private Duration invoke(Supplier<List<?>> work) {
    List<Duration> took = new ArrayList<>();
    lambda.register(
        FunctionDefinition.of(
            "f",
            () ->
                new Scripted(
                    () -> {
                      Instant begin = simulation.now();
                      var _ = work.get();
                      took.add(Duration.between(begin, simulation.now()));
                    }),
            LIMIT));
    List<Integer> callsAtTheEnd = new ArrayList<>();
    lambda.invoke(
        "f",
        "{}",
        result -> {
          results.add(result);
          callsAtTheEnd.add(callers.size());
        });
    drain();
    assertEquals(1, results.size(), "the invocation ended once");
    assertEquals(callsAtTheEnd, List.of(callers.size()), "calls of an invocation that has ended");
    return took.isEmpty() ? Duration.ZERO : took.getFirst();
  }

  private record Scripted(Runnable work)
      implements RequestHandler<Map<String, Object>, Map<String, Object>> {
    @Override
    public Map<String, Object> handleRequest(Map<String, Object> input, Context context) {
      work.run();
      return Map.of();
    }
  }

  private boolean calls(String name, int times) {
    for (int i = 0; i < times; i++) {
      String request = name + " " + i;
      path.call("ec2", "Describe", request, () -> effects.add(request));
    }
    return true;
  }

  private void trySomething() {
    path.call("ec2", "Describe", "afterwards", () -> effects.add("afterwards"));
  }

  private static boolean pause(Duration time) {
    Fiber.current().pause(time);
    return true;
  }

  private InvocationResult.FunctionError error() {
    return assertInstanceOf(InvocationResult.FunctionError.class, results.getFirst());
  }

  private void drain() {
    while (simulation.queue().runNext()) {
      // every event there is
    }
  }
}
