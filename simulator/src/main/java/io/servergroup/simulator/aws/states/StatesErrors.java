package io.servergroup.simulator.aws.states;

import io.servergroup.simulator.api.ServiceError;
import io.servergroup.simulator.states.StatesException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.ExecutionNotRedrivableException;
import software.amazon.awssdk.services.sfn.model.InvalidArnException;
import software.amazon.awssdk.services.sfn.model.InvalidExecutionInputException;
import software.amazon.awssdk.services.sfn.model.InvalidNameException;
import software.amazon.awssdk.services.sfn.model.InvalidOutputException;
import software.amazon.awssdk.services.sfn.model.InvalidTokenException;
import software.amazon.awssdk.services.sfn.model.SfnException;
import software.amazon.awssdk.services.sfn.model.StateMachineDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.TaskDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.TaskTimedOutException;
import software.amazon.awssdk.services.sfn.model.ValidationException;

/** The exceptions of the Step Functions API, as the SDK models them. */
final class StatesErrors {
  private StatesErrors() {}

  static RuntimeException of(StatesException refusal) {
    return error(refusal.code(), refusal.getMessage());
  }

  static RuntimeException invalidToken(String token) {
    return error("InvalidToken", "Invalid Token: '" + token + "'");
  }

  static RuntimeException invalidInput(String reason) {
    return error(
        "InvalidExecutionInput", "Invalid State Machine Execution Input: '" + reason + "'");
  }

  static RuntimeException invalidOutput(String reason) {
    return error("InvalidOutput", "Invalid Output: '" + reason + "'");
  }

  /** A required member is missing. */
  static RuntimeException missing(String member) {
    return violated("null", member, "not be null");
  }

  /** A member is not as it must be; {@code rule} completes "Member must". */
  static RuntimeException violated(String value, String member, String rule) {
    return error(
        "ValidationException",
        "1 validation error detected: Value %s at '%s' failed to satisfy constraint: Member must %s"
            .formatted(value, member, rule));
  }

  /**
   * Checks that an ARN names a resource of the right kind.
   *
   * @param kind such as {@code execution}
   * @throws RuntimeException InvalidArn, or ValidationException when there is none
   */
  static void checkArn(String arn, String kind, String member) {
    if (arn == null) {
      throw missing(member);
    }
    String[] parts = arn.split(":", -1);
    if (parts.length < 7 || !parts[0].equals("arn") || !parts[2].equals("states")) {
      throw error("InvalidArn", "Invalid Arn: 'Invalid ARN prefix: " + arn + "'");
    }
    if (!parts[5].equals(kind)) {
      throw error(
          "InvalidArn",
          "Invalid Arn: 'Resource type not valid in this context: %s, expected %s'"
              .formatted(parts[5], kind));
    }
  }

  private static RuntimeException error(String code, String message) {
    return ServiceError.of(builder(code), "Sfn", 400, code, message);
  }

  private static AwsServiceException.Builder builder(String code) {
    return switch (code) {
      case "ExecutionAlreadyExists" -> ExecutionAlreadyExistsException.builder();
      case "ExecutionDoesNotExist" -> ExecutionDoesNotExistException.builder();
      case "ExecutionNotRedrivable" -> ExecutionNotRedrivableException.builder();
      case "InvalidArn" -> InvalidArnException.builder();
      case "InvalidExecutionInput" -> InvalidExecutionInputException.builder();
      case "InvalidName" -> InvalidNameException.builder();
      case "InvalidOutput" -> InvalidOutputException.builder();
      case "InvalidToken" -> InvalidTokenException.builder();
      case "StateMachineDoesNotExist" -> StateMachineDoesNotExistException.builder();
      case "TaskDoesNotExist" -> TaskDoesNotExistException.builder();
      case "TaskTimedOut" -> TaskTimedOutException.builder();
      case "ValidationException" -> ValidationException.builder();
      default -> SfnException.builder();
    };
  }
}
