package io.servergroup.aws;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.InvalidArnException;
import software.amazon.awssdk.services.sfn.model.InvalidTokenException;
import software.amazon.awssdk.services.sfn.model.ListExecutionsRequest;
import software.amazon.awssdk.services.sfn.model.ListExecutionsResponse;
import software.amazon.awssdk.services.sfn.model.StateMachineDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.TaskDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.TaskTimedOutException;

/** Starts, stops and answers executions of Step Functions, and asks about them. */
public final class Executions {
  /** StopExecution takes no longer ones; the cause is for people, the error for programs. */
  private static final int LONGEST_ERROR = 256;

  private static final int LONGEST_CAUSE = 32_768;

  /** What became of a request to start an execution. */
  public sealed interface Start {
    /** It runs; also when an earlier request of this name and input had started it. */
    record Started(String executionArn) implements Start {}

    /** Another execution has this name, with another input or not running any more. */
    record NameTaken(String detail) implements Start {}

    /** There is no such state machine. */
    record NoSuchMachine(String detail) implements Start {}
  }

  /** What became of a request to stop an execution. */
  public enum Stop {
    /** It is stopped, or had ended before. */
    STOPPED,
    /** There is no such execution, or none any more. */
    NOT_FOUND
  }

  /** What became of an answer to a task that waits for it. */
  public enum Answer {
    TAKEN,
    /** The task has ended, timed out or is gone: nobody waits for this answer any more. */
    NOT_AWAITED,
    /** This is no token that Step Functions handed out. */
    NO_TOKEN
  }

  /**
   * How an execution ended that did not succeed.
   *
   * @param status such as {@code FAILED}
   * @param error its error name; empty when it has none, as after a timeout
   * @param cause its cause as people read it; empty when it has none
   */
  public record Failure(String status, String error, String cause) {}

  private final SfnClient stepFunctions;

  public Executions(AwsClients clients) {
    this.stepFunctions = clients.stepFunctions();
  }

  /**
   * Starts an execution. Harmless when repeated with the same name and input while it runs.
   *
   * @param input JSON
   */
  public Start start(String stateMachineArn, String name, String input) {
    try {
      return new Start.Started(
          stepFunctions
              .startExecution(
                  request -> request.stateMachineArn(stateMachineArn).name(name).input(input))
              .executionArn());
    } catch (ExecutionAlreadyExistsException taken) {
      return new Start.NameTaken(ErrorReaction.message(taken));
    } catch (StateMachineDoesNotExistException | InvalidArnException unknown) {
      return new Start.NoSuchMachine(ErrorReaction.message(unknown));
    }
  }

  /**
   * Stops an execution, which ends {@code ABORTED} with these words; they are cut to what Step
   * Functions takes.
   */
  public Stop stop(String executionArn, String error, String cause) {
    try {
      stepFunctions.stopExecution(
          request ->
              request
                  .executionArn(executionArn)
                  .error(cut(error, LONGEST_ERROR))
                  .cause(cut(cause, LONGEST_CAUSE)));
      return Stop.STOPPED;
    } catch (ExecutionDoesNotExistException | InvalidArnException unknown) {
      return Stop.NOT_FOUND;
    }
  }

  /**
   * Answers a task that waits for its token.
   *
   * @param output JSON
   */
  public Answer sendSuccess(String taskToken, String output) {
    try {
      stepFunctions.sendTaskSuccess(request -> request.taskToken(taskToken).output(output));
      return Answer.TAKEN;
    } catch (TaskTimedOutException | TaskDoesNotExistException over) {
      return Answer.NOT_AWAITED;
    } catch (InvalidTokenException unknown) {
      return Answer.NO_TOKEN;
    }
  }

  private static String cut(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most - 3) + "...";
  }

  /** The ARN of the execution of this name. */
  public static String arn(String stateMachineArn, String name) {
    return stateMachineArn.replace(":stateMachine:", ":execution:") + ":" + name;
  }

  /** Whether the execution still runs; false when nothing of this ARN exists any more. */
  public boolean isRunning(String executionArn) {
    return describe(executionArn)
        .map(DescribeExecutionResponse::status)
        .filter(Executions::goesOn)
        .isPresent();
  }

  /**
   * How far an execution is.
   *
   * @param running also when it waits to be redriven
   * @param status such as {@code SUCCEEDED}
   * @param output JSON; empty unless it succeeded
   * @param error its error name; empty when it has none
   * @param cause its cause as people read it; empty when it has none
   */
  public record Progress(
      boolean running, String status, String output, String error, String cause) {}

  /** How far an execution is; empty when nothing of this ARN exists, or can be seen yet. */
  public Optional<Progress> progress(String executionArn) {
    return describe(executionArn)
        .map(
            execution ->
                new Progress(
                    goesOn(execution.status()),
                    execution.statusAsString(),
                    Objects.requireNonNullElse(execution.output(), ""),
                    Objects.requireNonNullElse(execution.error(), ""),
                    CauseText.plain(Objects.requireNonNullElse(execution.cause(), ""))));
  }

  /** The ARNs of all executions of a state machine that run, the newest first. */
  public List<String> running(String stateMachineArn) {
    return Pages.of(
            ListExecutionsRequest.builder()
                .stateMachineArn(stateMachineArn)
                .statusFilter(ExecutionStatus.RUNNING)
                .build(),
            stepFunctions::listExecutions,
            ListExecutionsResponse::nextToken,
            (request, token) -> request.toBuilder().nextToken(token).build())
        .flatMap(page -> page.executions().stream())
        .map(ExecutionListItem::executionArn)
        .toList();
  }

  /** How the execution failed; empty when it did not, or does not exist. */
  public Optional<Failure> failure(String executionArn) {
    return describe(executionArn)
        .filter(
            execution ->
                !goesOn(execution.status()) && execution.status() != ExecutionStatus.SUCCEEDED)
        .map(
            execution ->
                new Failure(
                    execution.statusAsString(),
                    Objects.requireNonNullElse(execution.error(), ""),
                    CauseText.plain(Objects.requireNonNullElse(execution.cause(), ""))));
  }

  /** An execution that waits to be redriven is about to run again, by its parent's redrive. */
  private static boolean goesOn(ExecutionStatus status) {
    return status == ExecutionStatus.RUNNING || status == ExecutionStatus.PENDING_REDRIVE;
  }

  private Optional<DescribeExecutionResponse> describe(String executionArn) {
    try {
      return Optional.of(
          stepFunctions.describeExecution(request -> request.executionArn(executionArn)));
    } catch (ExecutionDoesNotExistException | InvalidArnException unknown) {
      return Optional.empty();
    }
  }
}
