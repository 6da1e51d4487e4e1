package io.servergroup.simulator.states.definition;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a Task runs.
 *
 * @param arn as written
 * @param kind how the task is recorded
 * @param service the resource type in the history, such as {@code lambda} or {@code
 *     aws-sdk:dynamodb}; the function's ARN for a direct invocation
 * @param action the resource in the history, such as {@code startExecution.sync:2}; empty for a
 *     direct invocation
 * @param pattern when the task is complete
 */
public record Resource(String arn, Kind kind, String service, String action, Completion pattern) {
  /** How a task is recorded. */
  public enum Kind {
    /** A Lambda function named directly: LambdaFunction... events. */
    LAMBDA_FUNCTION,
    /** An integration: Task... events. */
    INTEGRATION
  }

  /** When a task is complete. */
  public enum Completion {
    /** When the call is answered. */
    REQUEST_RESPONSE,
    /** When the job that the call started is done. */
    SYNC,
    /** When somebody returns the task's token. */
    TASK_TOKEN
  }

  private static final Pattern FUNCTION =
      Pattern.compile("arn:[^:]+:lambda:[^:]*:[^:]*:function:.+");
  private static final Pattern INTEGRATION =
      Pattern.compile(
          "arn:[^:]+:states:[^:]*:[^:]*:((?:aws-sdk:)?[A-Za-z0-9-]+):([A-Za-z0-9]+(\\..+)?)");

  /** Whether the history has a moment at which the task is submitted. */
  public boolean isSubmitted() {
    return pattern != Completion.REQUEST_RESPONSE;
  }

  /** What the messages of AWS call the task: its service, or the function's ARN. */
  public String nameInMessages() {
    return service;
  }

  /** Whether this is {@code states:startExecution} in one of its forms. */
  public boolean startsExecution() {
    return service.equals("states") && action.startsWith("startExecution");
  }

  /** Reads a Resource field; empty when it is none this engine can run. */
  static Optional<Resource> parse(String arn) {
    if (FUNCTION.matcher(arn).matches()) {
      return Optional.of(
          new Resource(arn, Kind.LAMBDA_FUNCTION, arn, "", Completion.REQUEST_RESPONSE));
    }
    Matcher integration = INTEGRATION.matcher(arn);
    if (!integration.matches() || integration.group(1).equals("activity")) {
      return Optional.empty();
    }
    String suffix = integration.group(3) == null ? "" : integration.group(3);
    Completion pattern =
        switch (suffix) {
          case "" -> Completion.REQUEST_RESPONSE;
          case ".sync", ".sync:2" -> Completion.SYNC;
          case ".waitForTaskToken" -> Completion.TASK_TOKEN;
          default -> null;
        };
    return Optional.ofNullable(pattern)
        .map(
            p ->
                new Resource(arn, Kind.INTEGRATION, integration.group(1), integration.group(2), p));
  }
}
