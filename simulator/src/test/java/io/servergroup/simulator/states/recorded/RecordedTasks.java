package io.servergroup.simulator.states.recorded;

import io.servergroup.simulator.kernel.EventQueue;
import io.servergroup.simulator.states.json.Json;
import io.servergroup.simulator.states.json.MalformedJsonException;
import io.servergroup.simulator.states.task.RunningTask;
import io.servergroup.simulator.states.task.TaskCall;
import io.servergroup.simulator.states.task.TaskCompletion;
import io.servergroup.simulator.states.task.TaskRunner;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;

/** Answers tasks with what was recorded, in order. A timeout is left to the clock. */
final class RecordedTasks implements TaskRunner {
  private final EventQueue queue;
  private final Deque<Map<?, ?>> outcomes;

  RecordedTasks(EventQueue queue, Recording recording) {
    this.queue = queue;
    this.outcomes = new ArrayDeque<>(recording.taskOutcomes());
  }

  @Override
  public RunningTask start(TaskCall call, TaskCompletion completion) {
    queue.soon("recorded outcome of " + call.stateName(), () -> answer(completion));
    return RunningTask.NOT_CANCELLABLE;
  }

  private void answer(TaskCompletion completion) {
    Map<?, ?> outcome = outcomes.poll();
    if (outcome == null) {
      return;
    }
    String type = (String) outcome.get("type");
    Map<?, ?> details = Recording.details(outcome);
    if (type.endsWith("Submitted")) {
      completion.submitted(value(details.get("output")));
      queue.soon("recorded outcome after submission", () -> answer(completion));
    } else if (type.endsWith("Succeeded")) {
      completion.succeeded(value(details.get("output")));
    } else if (type.endsWith("Failed")) {
      completion.failed(text(details.get("error")), text(details.get("cause")));
    }
  }

  /** The recordings hold payloads as JSON or, where they are not objects, as JSON text. */
  static Object value(Object recorded) {
    if (recorded instanceof String text) {
      try {
        return Json.parse(text);
      } catch (MalformedJsonException e) {
        return text;
      }
    }
    return recorded;
  }

  private static String text(Object recorded) {
    return recorded == null || recorded instanceof String
        ? (String) recorded
        : Json.print(recorded);
  }
}
