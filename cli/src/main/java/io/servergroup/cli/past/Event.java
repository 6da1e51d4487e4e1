package io.servergroup.cli.past;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;

/**
 * An event of an execution's history.
 *
 * @param type as Step Functions names it, such as {@code TaskStateExited}
 * @param name of the state, or type and resource of the task, such as {@code lambda:invoke}; empty
 *     text when it is of neither
 * @param data input, output or parameters; a missing node where there are none, or where they are
 *     not shown
 */
record Event(Instant at, String type, String name, JsonNode data) {
  private static final String EXITED = "TaskStateExited";
  private static final String STARTED_CHILD = "states:startExecution.sync:2";

  boolean entered(String state) {
    return is("TaskStateEntered", state);
  }

  boolean exited(String state) {
    return is(EXITED, state);
  }

  /** Whether a task, of whatever state, has come to its end. */
  boolean exited() {
    return type.equals(EXITED);
  }

  private boolean is(String wantedType, String wantedName) {
    return type.equals(wantedType) && name.equals(wantedName);
  }

  /** What the data say there; empty text when it is nothing. */
  String text(String field) {
    return data.path(field).asText("");
  }

  String decision() {
    return text("decision");
  }

  String reason() {
    return text("reason");
  }

  String status() {
    return text("status");
  }

  /** The ARN of the execution that began with it and is waited for. */
  Optional<String> child() {
    return is("TaskSubmitted", STARTED_CHILD)
        ? Optional.of(text("ExecutionArn")).filter(arn -> !arn.isEmpty())
        : Optional.empty();
  }
}
