package io.servergroup.simulator.rehearsal;

import io.servergroup.simulator.aws.events.DeliveryFault;
import io.servergroup.simulator.aws.events.DeliveryFaults;
import io.servergroup.simulator.states.Execution;
import io.servergroup.simulator.states.history.Details;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An execution that is about to hand its rollout over because its history is nearly full. */
final class FullHistory {
  static final int NEARLY_FULL = 19_450;

  private FullHistory() {}

  /** Goes on with a rollout to version 2 which bakes its first batch. */
  static Execution of(Story story, Map<String, Object> input) {
    story.stage().cluster().deployNewImage();
    Execution before = story.start(1, 2, input);
    story.untilDecided("HEALTHY");
    story.pass(Duration.ofSeconds(130));
    Map<String, Object> look = lastAsked(before, "NextBatch");
    Map<String, Object> course = new LinkedHashMap<>();
    ((Map<?, ?>) look.get("course")).forEach((name, value) -> course.put((String) name, value));
    course.put("events", NEARLY_FULL);
    story.deliveryFaults(
        (rule, event) ->
            rule.equals("rollout-ended") ? new DeliveryFault.Lost() : new DeliveryFault.None());
    story.stop(before);
    story.pass(Duration.ofSeconds(5));
    story.deliveryFaults(DeliveryFaults.NONE);
    Map<String, Object> continues = new LinkedHashMap<>();
    continues.put("predecessor", before.arn());
    continues.put("rollout", look.get("rollout"));
    continues.put("course", course);
    continues.put("toldAt", look.get("toldAt"));
    Execution full = story.start(Map.of("continues", continues));
    story.until(() -> new LockByHand(story).holder().equals(full.arn()), "the lock");
    return full;
  }

  /** Does something when the execution enters a state. */
  static void at(Story story, Execution execution, String state, Runnable action) {
    story
        .aws()
        .engine()
        .onEvent(
            (each, event) -> {
              if (each == execution
                  && event.details() instanceof Details.StateEntered entered
                  && entered.name().equals(state)) {
                action.run();
              }
            });
  }

  /** What an execution last asked a function. */
  @SuppressWarnings("unchecked") // The payload of a task is a JSON object.
  static Map<String, Object> lastAsked(Execution execution, String function) {
    return execution.history().reversed().stream()
        .map(
            event -> event.details() instanceof Details.TaskScheduled task ? task.parameters() : "")
        .filter(parameters -> parameters.toString().contains(":function:" + function))
        .map(parameters -> (Map<String, Object>) ((Map<?, ?>) parameters).get("Payload"))
        .findFirst()
        .orElseThrow();
  }

  /** All executions of rollouts, the newest first. */
  static List<Execution> executions(Story story) {
    return story.aws().engine().executions(story.stage().controlPlane().rollingDeployArn());
  }
}
