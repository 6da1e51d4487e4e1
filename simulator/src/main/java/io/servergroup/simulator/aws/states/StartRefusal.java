package io.servergroup.simulator.aws.states;

import io.servergroup.simulator.states.json.Json;
import io.servergroup.simulator.states.task.TaskCall;
import java.util.List;

/** A task whose arguments do not fit what it calls; AWS ends it with {@code States.Runtime}. */
final class StartRefusal {
  private StartRefusal() {}

  static TaskOutcome of(TaskCall call, List<String> findings) {
    return new TaskOutcome.Failed(
        "States.Runtime",
        ("An error occurred while executing the state '%s'."
                + " The Parameters '%s' could not be used to start the Task: [%s]")
            .formatted(
                call.stateName(), Json.print(call.arguments()), String.join("; ", findings)));
  }
}
