package io.servergroup.simulator.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.simulator.api.ApiCall;
import io.servergroup.simulator.api.CallFault;
import io.servergroup.simulator.api.CallFaults;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.autoscaling.model.TerminateInstanceInAutoScalingGroupRequest;

/**
 * A function may die between any two of its calls, and any response may be lost. The calls of an
 * undisturbed rollout are counted first; then the same rollout runs once for every chosen call, in
 * which that one goes wrong.
 */
final class HandlerDeathTest {
  private static final CallFault BEFORE = new CallFault.CallerDiesBefore();
  private static final CallFault AFTER = new CallFault.CallerDiesAfter();
  private static final CallFault LOST =
      new CallFault.ResponseLost(SdkClientException.create("connection reset"));

  @Test
  void aRolloutSurvivesTheDeathOfAFunctionAtEveryThirdCall() {
    int calls = undisturbed().size();
    List<String> failures = new ArrayList<>();
    for (int call = 0; call < calls; call += 3) {
      attempt(call, call % 2 == 0 ? BEFORE : AFTER, failures);
    }
    assertEquals(List.of(), failures);
  }

  @Test
  void aRolloutSurvivesTheDeathOfOneLaunchAndOneTerminateReconcileAtEveryCall() {
    List<ApiCall> calls = undisturbed();
    TreeSet<String> callers = new TreeSet<>();
    callers.add(firstCaller(calls, "AttachNetworkInterface"));
    callers.add(firstCaller(calls, "DetachNetworkInterface"));
    assertSurvives(calls, call -> callers.contains(call.caller()), BEFORE, AFTER);
  }

  @Test
  void aRolloutSurvivesTheDeathOfAnyFunctionOfOneBatchAtEveryCall() {
    assertSurvives(
        undisturbed(),
        call ->
            call.caller().endsWith("#1")
                && !call.caller().startsWith(DeployedFunction.RECONCILE + "#"),
        BEFORE,
        AFTER);
  }

  @Test
  void aRolloutSurvivesTheLossOfTheResponseToEveryCallThatChangesSomething() {
    assertSurvives(undisturbed(), Story::changesSomething, LOST);
  }

  private static void assertSurvives(
      List<ApiCall> calls, Predicate<ApiCall> chosen, CallFault... faults) {
    List<String> failures = new ArrayList<>();
    boolean any = false;
    for (int call = 0; call < calls.size(); call++) {
      if (chosen.test(calls.get(call))) {
        any = true;
        for (CallFault fault : faults) {
          attempt(call, fault, failures);
        }
      }
    }
    assertEquals(List.of(), failures);
    assertTrue(any, "no call was chosen");
  }

  /** The calls from the start of a rollout to its end. */
  private static List<ApiCall> undisturbed() {
    Story story = Story.of(2);
    story.succeeds(story.roll());
    return List.copyOf(story.calls());
  }

  private static String firstCaller(List<ApiCall> calls, String operation) {
    return calls.stream()
        .filter(call -> call.operation().equals(operation))
        .map(ApiCall::caller)
        .findFirst()
        .orElseThrow();
  }

  private static void attempt(int ordinal, CallFault fault, List<String> failures) {
    Story story = Story.of(2);
    story.callFaults(only(ordinal, fault));
    try {
      story.succeeds(story.roll());
      assertTrue(
          story.trace().stream().anyMatch(entry -> entry.source().equals("fault")),
          "nothing went wrong");
      assertEquals(Set.of(story.before(0).instance(), story.before(1).instance()), asked(story));
      story.endsWell();
    } catch (AssertionError e) {
      ApiCall call = story.calls().get(ordinal);
      failures.add(
          "%s at call %d, %s of %s: %s"
              .formatted(
                  fault.getClass().getSimpleName(),
                  ordinal,
                  call.operation(),
                  call.caller(),
                  e.getMessage()));
    }
  }

  /** The instances that the rollout asked to be terminated. */
  private static Set<String> asked(Story story) {
    Set<String> instances = new TreeSet<>();
    for (ApiCall call : story.calls()) {
      if (call.request() instanceof TerminateInstanceInAutoScalingGroupRequest request) {
        instances.add(request.instanceId());
      }
    }
    return instances;
  }

  private static CallFaults only(int ordinal, CallFault fault) {
    int[] seen = {0};
    return call -> seen[0]++ == ordinal ? fault : new CallFault.None();
  }
}
