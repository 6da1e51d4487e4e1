package io.servergroup.simulator.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.simulator.api.ApiCall;
import io.servergroup.simulator.api.CallFault;
import io.servergroup.simulator.aws.events.DeliveryFault;
import io.servergroup.simulator.aws.world.WorldTimings;
import io.servergroup.simulator.aws.world.WorldTimings.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * One run about identities dies before any of its calls, and after any that changed something. The
 * same story is told once undisturbed, to know the calls of that run, and then once for every
 * death.
 */
final class ReconcileDeathTest {
  @Test
  void aServerSurvivesTheDeathOfItsLaunchAtEachOfItsTenCalls() {
    Set<String> operations =
        assertSurvives(
            "AttachNetworkInterface",
            10,
            story -> new Operator(story).terminateInEc2(story.before(0).instance()));

    assertTrue(operations.contains("ListResourceRecordSets"), operations::toString);
  }

  @Test
  void aServerSurvivesTheDeathOfATerminationThatServesAWaitingLaunchAtEachCall() {
    Set<String> operations =
        assertSurvives(
            "DetachNetworkInterface",
            15,
            story -> {
              Operator operator = new Operator(story);
              operator.tagGroup(0, "ServerGroupEarlyRelease", "everything");
              operator.tagGroup(0, "ServerGroupWaitForDns", "true");
              operator.terminate(story.before(0).instance(), true);
            });

    assertTrue(
        operations.containsAll(
            Set.of("AttachNetworkInterface", "AttachVolume", "DetachVolume", "GetChange")),
        operations::toString);
  }

  @Test
  void aServerSurvivesTheDeathOfAScheduledRunThatDoesItAllAtEachCall() {
    Set<String> operations =
        assertSurvives(
            "DetachNetworkInterface",
            15,
            story -> {
              Operator operator = new Operator(story);
              operator.tagGroup(0, "ServerGroupEarlyRelease", "everything");
              operator.standBy(0, story.before(0).instance());
              new Observer(story).awaitLaunch(0, "");
              // The hooks are checked when a launch has waited for a period of the schedule, and
              // only the schedule finds its holder in the terminate hook.
              story.pass(Duration.ofMinutes(5));
              story.deliveryFaults(
                  (rule, event) ->
                      rule.equals("reconcile")
                          ? new DeliveryFault.None()
                          : new DeliveryFault.Lost());
              operator.terminate(story.before(0).instance(), true);
            });

    assertTrue(
        operations.containsAll(
            Set.of(
                "AttachNetworkInterface",
                "AttachVolume",
                "DescribeLifecycleHooks",
                "ListResourceRecordSets")),
        operations::toString);
  }

  /**
   * Kills the run that makes the first call of {@code landmark}.
   *
   * @param least how many calls it makes at least
   * @return the operations it was killed at
   */
  private static Set<String> assertSurvives(String landmark, int least, Consumer<Story> beginning) {
    List<ApiCall> calls = List.copyOf(told(beginning, -1, new CallFault.None()).calls());
    String victim =
        calls.stream()
            .filter(call -> call.operation().equals(landmark))
            .map(ApiCall::caller)
            .findFirst()
            .orElseThrow();
    Set<String> operations = new TreeSet<>();
    List<String> failures = new ArrayList<>();
    int killed = 0;
    for (int i = 0; i < calls.size(); i++) {
      ApiCall call = calls.get(i);
      if (!call.caller().equals(victim)) {
        continue;
      }
      killed++;
      operations.add(call.operation());
      attempt(beginning, i, call, new CallFault.CallerDiesBefore(), failures);
      if (Story.changesSomething(call)) {
        attempt(beginning, i, call, new CallFault.CallerDiesAfter(), failures);
      }
    }
    assertEquals(List.of(), failures);
    assertTrue(killed >= least, victim + " made " + killed + " calls");
    return operations;
  }

  private static void attempt(
      Consumer<Story> beginning,
      int ordinal,
      ApiCall call,
      CallFault fault,
      List<String> failures) {
    try {
      Story story = told(beginning, ordinal, fault);
      assertEquals(
          1,
          story.trace().stream().filter(entry -> entry.source().equals("fault")).count(),
          "deaths");
    } catch (AssertionError e) {
      failures.add(
          "%s at %s of %s: %s"
              .formatted(
                  fault.getClass().getSimpleName(),
                  call.operation(),
                  call.caller(),
                  e.getMessage()));
    }
  }

  /** The story of a server that is replaced, with one death in it. */
  private static Story told(Consumer<Story> beginning, int ordinal, CallFault fault) {
    Story story = Story.of(1, WorldTimings.usual().with(Step.INSTANCE_SHUTDOWN, 20));
    int[] seen = {0};
    story.callFaults(call -> seen[0]++ == ordinal ? fault : new CallFault.None());
    beginning.accept(story);
    story.pass(Duration.ofSeconds(30));
    story.until(
        () ->
            story.server(0).healthy()
                && !story.server(0).instance().equals(story.before(0).instance()),
        "the replacement");
    assertNotEquals("", story.server(0).holder());
    story.endsWell();
    return story;
  }
}
