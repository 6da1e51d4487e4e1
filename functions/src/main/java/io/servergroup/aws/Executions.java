package io.servergroup.aws;

import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.InvalidArnException;

/** Asks Step Functions about executions. */
public final class Executions {
  /**
   * How an execution ended that did not succeed.
   *
   * @param status such as {@code FAILED}
   * @param error its error name; empty when it has none, as after a timeout
   * @param cause its cause; empty when it has none
   */
  public record Failure(String status, String error, String cause) {}

  private final SfnClient stepFunctions;

  public Executions(AwsClients clients) {
    this.stepFunctions = clients.stepFunctions();
  }

  /** Whether the execution still runs; false when nothing of this ARN exists any more. */
  public boolean isRunning(String executionArn) {
    return describe(executionArn)
        .map(DescribeExecutionResponse::status)
        .filter(Executions::goesOn)
        .isPresent();
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
                    Objects.requireNonNullElse(execution.cause(), "")));
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
