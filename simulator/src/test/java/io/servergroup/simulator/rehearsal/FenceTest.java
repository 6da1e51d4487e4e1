package io.servergroup.simulator.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.simulator.api.ApiCall;
import io.servergroup.simulator.api.CallFault;
import io.servergroup.simulator.aws.cloudwatch.AlarmState;
import io.servergroup.simulator.states.Execution;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A function of a stopped rollout that was held up and goes on when another rollout holds the lock:
 * it changes nothing.
 */
final class FenceTest {
  @ParameterizedTest
  @CsvSource({
    "ReplaceServers, GetItem, 240",
    "ReplaceServers, DescribeAutoScalingGroups, 240",
    "ReplaceServers, DescribeInstances, 240",
    "ReplaceServers, UpdateItem, 240",
    "CheckServers, UpdateItem, 240",
    "NextBatch, UpdateItem, 240",
    "AskPerson, UpdateItem, 40",
    "ReleaseLock, UpdateItem, 40",
    "ReleaseLock, PutItem, 40",
    "Failure, UpdateItem, 40"
  })
  void aFunctionOfAnOldRolloutChangesNothing(String function, String operation, int seconds) {
    Duration heldUp = Duration.ofSeconds(seconds);
    Story story = Story.of(2);
    story.aws().alarms().create("errors");
    new TemplateByHand(story).name("1");
    story.stage().cluster().deployNewImage();
    String[] held = {null};
    story.callFaults(
        call -> {
          boolean first =
              held[0] == null
                  && call.caller().startsWith(function + "#")
                  && call.operation().equals(operation);
          held[0] = first ? call.caller() : held[0];
          return first ? new CallFault.Slow(heldUp) : new CallFault.None();
        });
    Execution old = story.start(1, input(function, operation));
    if (function.equals("Failure")) {
      story.untilTerminations(1);
      story.aws().alarms().set("errors", AlarmState.ALARM, "5 errors");
    }
    story.until(() -> held[0] != null, function + " at " + operation);
    Instant wakes = story.now().plus(heldUp);
    story.stop(old);
    LockByHand lock = new LockByHand(story);
    story.until(() -> lock.holder().isEmpty(), "the lock's return");

    Execution next =
        story.start(
            1,
            Map.of(
                "replaceAll",
                true,
                "skipHealthCheck",
                true,
                "launchTemplateVersion",
                2,
                "bakeSeconds",
                300));
    story.until(() -> !story.now().isBefore(wakes), "the end of the hold-up");
    int calls = story.calls().size();
    Set<Map.Entry<String, String>> before = lock.fields().entrySet();
    story.pass(Duration.ofSeconds(20));

    assertEquals(next.arn(), lock.holder());
    Set<Map.Entry<String, String>> changed = new HashSet<>(lock.fields().entrySet());
    changed.removeAll(before);
    assertFalse(changed.toString().contains(old.arn()), changed::toString);
    assertFalse(lock.token().isPresent());
    assertFalse(lock.fields().toString().contains("From/"), lock.fields()::toString);
    assertEquals(0, changes(story, calls, held[0]), "what it changed in the group");
    story.ended(next);
    story.endsWell();
  }

  @Test
  void aTerminationIsBegunOnlyShortlyAfterTheLockWasSeen() {
    Story story = Story.of(2);
    story.stage().cluster().deployNewImage();
    boolean[] held = {false};
    story.callFaults(
        call -> {
          boolean first = !held[0] && remembersAnOrigin(call);
          held[0] |= first;
          return first ? new CallFault.Slow(Duration.ofSeconds(12)) : new CallFault.None();
        });
    Execution rollout = story.start(1, Map.of("onFailure", "ROLLBACK"));

    story.untilDecided("Terminate");
    story.pass(Duration.ofSeconds(14));

    assertTrue(held[0] && story.terminations() == 0, "it looks again first");
    story.succeeds(rollout);
    story.endsWell();
  }

  @Test
  void whatIsReadTogetherWithTheLockMayNotTakeLongerThanTheLockIsTrusted() {
    Story story = Story.of(2);
    story.stage().cluster().deployNewImage();
    boolean[] held = {false};
    story.callFaults(
        call -> {
          boolean first =
              !held[0]
                  && call.caller().startsWith("ReplaceServers#")
                  && call.operation().equals("DescribeInstances");
          held[0] |= first;
          return first ? new CallFault.SlowResponse(Duration.ofSeconds(12)) : new CallFault.None();
        });
    Execution rollout = story.start(1, Map.of());

    story.untilDecided("Terminate");
    story.pass(Duration.ofSeconds(2));

    assertTrue(held[0] && story.terminations() == 0, "it looks again first");
    story.succeeds(rollout);
    story.endsWell();
  }

  @Test
  void theNextRolloutWaitsUntilAFunctionOfABatchThatSomebodyStoppedHasComeToRest() {
    Story story = Story.of(3);
    Execution rollout = story.roll();
    story.untilTerminations(1);
    Execution batch = batches(story).getFirst();
    Instant stopped = story.now();
    story.aws().engine().stopExecution(batch.arn(), "Cancelled", "by an operator");
    String reason = story.fails(rollout, "Rollout.Stopped.Operator");

    Execution next = story.start(1, Map.of("skipHealthCheck", true));
    story.untilTraced(entry -> entry.text().contains("step=NextBatch"), "the first look");

    assertTrue(reason.contains(batch.arn() + " was stopped"), reason);
    assertTrue(
        Duration.between(stopped, story.now()).compareTo(Duration.ofSeconds(60)) > 0,
        "the function of the batch may still have been at work");
    story.succeeds(next);
    story.endsWell();
  }

  private static List<Execution> batches(Story story) {
    return story.aws().engine().stateMachines().stream()
        .filter(machine -> machine.name().equals(ControlPlane.REPLACE_BATCH))
        .flatMap(machine -> story.aws().engine().executions(machine.arn()).stream())
        .toList();
  }

  private static boolean remembersAnOrigin(ApiCall call) {
    return call.caller().startsWith("ReplaceServers#") && call.operation().equals("UpdateItem");
  }

  /** How many calls of this function changed something of the group, its servers or records. */
  private static long changes(Story story, int from, String caller) {
    return story.calls().subList(from, story.calls().size()).stream()
        .filter(call -> call.caller().equals(caller) && Story.changesSomething(call))
        .filter(call -> !call.service().equals("dynamodb"))
        .filter(call -> !List.of("sns", "events", "states").contains(call.service()))
        .count();
  }

  private static Map<String, Object> input(String function, String operation) {
    Map<String, Object> input =
        new LinkedHashMap<>(Map.of("launchTemplateVersion", 2, "bakeSeconds", 120));
    if (operation.equals("UpdateItem")) {
      input.put("onFailure", "ROLLBACK");
    }
    switch (function) {
      case "AskPerson" -> input.put("checkpoints", "every-batch");
      case "Failure" -> input.put("alarms", "errors");
      default -> {}
    }
    return input;
  }
}
