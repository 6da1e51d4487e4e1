package io.servergroup.simulator.rehearsal;

import static io.servergroup.lambda.RolloutControl.Action.PAUSE;
import static io.servergroup.lambda.RolloutControl.Action.RESUME;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.simulator.aws.cloudwatch.AlarmState;
import io.servergroup.simulator.aws.events.DeliveryFault;
import io.servergroup.simulator.aws.events.DeliveryFaults;
import io.servergroup.simulator.aws.lambda.InvocationFault;
import io.servergroup.simulator.states.Execution;
import io.servergroup.simulator.states.ExecutionStatus;
import io.servergroup.simulator.states.history.Details;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An execution whose history is nearly full hands its rollout over to another one. */
final class HandOverTest {
  /** A history that is nearly as full as one may become. */
  private static final int NEARLY_FULL = 19_450;

  private static final Duration DAYS = Duration.ofDays(4);

  @Test
  void aRolloutThatLastsForDaysNeedsSeveralExecutionsNoneOfWhichComesNearTheLimit() {
    Story story = Story.of(2);
    story.stage().cluster().deployNewImage();
    Execution first = story.start(1, Map.of("bakeSeconds", 86_400));

    story.stage().runUntil(() -> executions(story).getFirst().output() != null, DAYS);
    List<Execution> all = executions(story);
    story.succeeds(all.getFirst());

    assertEquals(3, all.size());
    for (Execution each : all) {
      assertTrue(each.history().size() < 20_000, () -> "history: " + each.history().size());
    }
    assertEquals("HANDED_OVER", ((Map<?, ?>) first.output()).get("status"));
    assertEquals(2, story.terminations());
    story.endsWell();
  }

  @Test
  void theSuccessorHasTheLockTheCountsAndTheBakeTimeOfItsPredecessor() {
    Story story = Story.of(3);
    Execution full = nearlyFull(story, Map.of("bakeSeconds", 900));
    String bakes = lastReason(story);
    Execution next = successor(story, full);
    LockByHand lock = new LockByHand(story);
    story.until(() -> lock.holder().equals(next.arn()), "the lock");

    story.untilDecided("NextBatch", "WAIT");

    assertTrue(bakes.contains("batch 1 bakes: fit for"), bakes);
    assertTrue(seconds(lastReason(story)) > seconds(bakes), lastReason(story));
    assertEquals(1, ((Number) lock.progress().get("replaced")).intValue());
    assertEquals(2, ((Number) lock.progress().get("batch")).intValue());
    story.succeeds(next);
    assertEquals(3, story.terminations());
    story.endsWell();
  }

  @Test
  void theSuccessorRollsToThePinnedVersion() {
    Story story = Story.of(3);
    Execution full =
        nearlyFull(story, Map.of("launchTemplateVersion", "$Latest", "bakeSeconds", 900));
    story.stage().cluster().deployNewImage();

    story.comesTo(successor(story, full), 2);

    story.endsWell();
  }

  @Test
  void theSuccessorTakesTheServersOfItsPredecessorBack() {
    Story story = Story.of(3);
    story.aws().alarms().create("errors");
    Execution full =
        nearlyFull(
            story,
            Map.of("bakeSeconds", 900, "onFailure", "ROLLBACK", "alarms", List.of("errors")));
    Execution next = successor(story, full);
    story.untilTerminations(2);
    story.aws().alarms().set("errors", AlarmState.ALARM, "5 errors");

    story.fails(next, "Rollout.RolledBack");

    story.assertVersions(1, 1, 1);
    story.endsWell();
  }

  @Test
  void aPauseThatThePredecessorWasAskedForIsTheSuccessors() {
    Story story = Story.of(2);
    Person person = new Person(story);
    Execution full = nearlyFull(story, Map.of("bakeSeconds", 900));
    story.aws().engine().onEvent((execution, event) -> pauseAt(person, event.details()));

    Execution next = successor(story, full);

    assertEquals("paused: a person asked for it", person.awaitsQuestion());
    assertEquals(ExecutionStatus.RUNNING, next.status());
    person.succeedsTo(RESUME);
    story.succeeds(next);
    story.endsWell();
  }

  @Test
  void whoStopsThePredecessorWhenItHasHandedOverDoesNoHarm() {
    Story story = Story.of(2);
    Execution full = nearlyFull(story, Map.of("bakeSeconds", 900));
    story
        .aws()
        .engine()
        .onEvent(
            (execution, event) -> {
              if (execution == full && isSuccessorStarted(event.details())) {
                new Operator(story).soon(() -> story.stop(full));
              }
            });

    story.ended(full);
    Execution next = executions(story).getFirst();
    story.ended(next);

    if (next.status() != ExecutionStatus.SUCCEEDED) {
      assertEquals("Rollout.Stopped.Conflict", next.error());
      story.heals();
      story.succeeds(story.start(1));
    }
    assertEquals(2, story.terminations());
    story.endsWell();
  }

  @Test
  void aSuccessorWhoseFunctionsFailAtItsBeginningStillGetsTheLock() {
    Story story = Story.of(2);
    Execution full = nearlyFull(story, Map.of("bakeSeconds", 900));
    int[] seen = {0};
    story.invocationFaults(
        (function, asynchronous) ->
            function.equals("AcquireLock")
                ? List.of(
                        new InvocationFault.Throttled(),
                        new InvocationFault.ResponseLost(),
                        new InvocationFault.Killed(Duration.ofMillis(5)),
                        new InvocationFault.None())
                    .get(Math.min(3, seen[0]++))
                : new InvocationFault.None());

    story.succeeds(successor(story, full));

    assertEquals(4, seen[0]);
    story.endsWell();
  }

  @Test
  void whoGoesOnWithARolloutThatHasNotBeenHandedOverToItChangesNothing() {
    Story story = Story.of(2);
    Execution rollout = story.roll();
    story.untilTerminations(1);
    Map<String, Object> input = continues(rollout, 100);
    story.succeeds(rollout);
    long terminations = story.terminations();

    String reason = story.fails(story.start(input), "Rollout.Stopped.Conflict");

    assertTrue(reason.contains("was to be handed over, but nobody holds it any more"), reason);
    assertEquals(terminations, story.terminations());
    story.endsWell();
  }

  @Test
  void whoGoesOnWithARolloutWhoseLockAnotherHoldsLeavesItAlone() {
    Story story = Story.of(2);
    Execution first = story.roll();
    story.untilTerminations(1);
    Map<String, Object> input = continues(first, 100);
    story.stop(first);
    story.heals();
    Execution second = story.start(1);
    story.untilDecided("ACQUIRED");

    String reason = story.fails(story.start(input), "Rollout.Stopped.Conflict");

    assertTrue(reason.contains(second.arn() + " holds it"), reason);
    story.succeeds(second);
    assertEquals(2, story.terminations());
    story.endsWell();
  }

  /**
   * An execution that goes on with a rollout which bakes its first batch, with a history that is
   * nearly full.
   */
  private static Execution nearlyFull(Story story, Map<String, Object> input) {
    story.stage().cluster().deployNewImage();
    Execution before = story.start(1, 2, input);
    story.untilDecided("HEALTHY");
    story.pass(Duration.ofSeconds(130));
    Map<String, Object> continues = continues(before, NEARLY_FULL);
    story.deliveryFaults((rule, event) -> lost(rule));
    story.stop(before);
    story.pass(Duration.ofSeconds(5));
    story.deliveryFaults(DeliveryFaults.NONE);
    Execution full = story.start(continues);
    story.until(() -> new LockByHand(story).holder().equals(full.arn()), "the lock");
    return full;
  }

  private static boolean isSuccessorStarted(Details details) {
    return details instanceof Details.TaskOutput task && task.resource().equals("startExecution");
  }

  private static DeliveryFault lost(String rule) {
    return rule.equals("rollout-ended") ? new DeliveryFault.Lost() : new DeliveryFault.None();
  }

  /** What a successor is started with, as the execution would at its last look. */
  private static Map<String, Object> continues(Execution before, int events) {
    Map<String, Object> look = lastLook(before);
    Map<String, Object> course = new LinkedHashMap<>();
    ((Map<?, ?>) look.get("course")).forEach((name, value) -> course.put((String) name, value));
    course.put("events", events);
    return Map.of(
        "continues",
        Map.of(
            "predecessor", before.arn(),
            "rollout", look.get("rollout"),
            "course", course,
            "toldAt", look.get("toldAt")));
  }

  /** What NextBatch was last asked. */
  @SuppressWarnings("unchecked") // The payload of a task is a JSON object.
  private static Map<String, Object> lastLook(Execution execution) {
    return execution.history().reversed().stream()
        .map(
            event -> event.details() instanceof Details.TaskScheduled task ? task.parameters() : "")
        .filter(parameters -> parameters.toString().contains(":function:NextBatch"))
        .map(parameters -> (Map<String, Object>) ((Map<?, ?>) parameters).get("Payload"))
        .findFirst()
        .orElseThrow();
  }

  private static Execution successor(Story story, Execution full) {
    story.ended(full);
    assertEquals(ExecutionStatus.SUCCEEDED, full.status(), () -> Story.reason(full));
    assertEquals("HANDED_OVER", ((Map<?, ?>) full.output()).get("status"));
    return executions(story).getFirst();
  }

  private static void pauseAt(Person person, Details details) {
    if (details instanceof Details.StateEntered entered && entered.name().equals("HandOver")) {
      person.succeedsTo(PAUSE);
    }
  }

  /** The newest first. */
  private static List<Execution> executions(Story story) {
    return story.aws().engine().executions(story.stage().controlPlane().rollingDeployArn());
  }

  private static String lastReason(Story story) {
    return story.trace().reversed().stream()
        .filter(entry -> entry.source().equals("decision") && entry.text().startsWith("WAIT "))
        .findFirst()
        .orElseThrow()
        .text();
  }

  /** The seconds in "fit for 120 of 900 seconds". */
  private static int seconds(String reason) {
    return Integer.parseInt(reason.replaceAll(".*fit for (\\d+) of .*", "$1"));
  }
}
