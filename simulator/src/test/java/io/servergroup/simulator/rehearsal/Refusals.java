package io.servergroup.simulator.rehearsal;

import io.servergroup.simulator.api.ApiCall;
import io.servergroup.simulator.api.CallFault;
import io.servergroup.simulator.api.CallFaults;
import io.servergroup.simulator.api.ServiceError;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Calls of one operation that AWS refuses, of functions only, for as long as they are set. */
final class Refusals implements CallFaults {
  private final String operation;
  private final CallFault fault;
  private final int most;
  private int count;

  private Refusals(String operation, RuntimeException error, int most) {
    this.operation = operation;
    this.fault = new CallFault.Refused(error);
    this.most = most;
  }

  /** With an error that the SDK has no exception of its own for. */
  static Refusals of(String operation, String code, String message) {
    return ofFirst(Integer.MAX_VALUE, operation, code, message);
  }

  /** The first calls only; the later ones work. */
  static Refusals ofFirst(int most, String operation, String code, String message) {
    return ofFirst(most, operation, AwsServiceException.builder(), code, message);
  }

  /** The first calls only, with the exception that the SDK throws for the error. */
  static Refusals ofFirst(
      int most,
      String operation,
      AwsServiceException.Builder exception,
      String code,
      String message) {
    return new Refusals(operation, ServiceError.of(exception, "Aws", 400, code, message), most);
  }

  /** How many calls were refused. */
  int count() {
    return count;
  }

  @Override
  public CallFault next(ApiCall call) {
    if (count < most && call.operation().equals(operation)) {
      count++;
      return fault;
    }
    return new CallFault.None();
  }
}
