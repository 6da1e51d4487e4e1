package io.servergroup.endpoint.wire;

import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkPojo;

/**
 * Why a request is refused.
 *
 * @param code as callers see it
 * @param shape the error's name in the service's model, which is the code but for services that
 *     once spoke another protocol
 * @param fields what the model gives the error besides its message
 */
record WireError(int status, String code, String shape, String message, Optional<SdkPojo> fields) {
  /** Of what this endpoint does not simulate; no client repeats a request for this status. */
  static final int NOT_IMPLEMENTED = 501;

  static WireError of(int status, String code, String message) {
    return new WireError(status, code, code, message, Optional.empty());
  }

  /** What a service answers. */
  static WireError of(AwsServiceException refusal) {
    String code = refusal.awsErrorDetails().errorCode();
    String type = refusal.getClass().getSimpleName();
    String shape = type.substring(0, type.length() - "Exception".length());
    // An error without a class of its own is the service's general exception, with any code.
    boolean modelled = !refusal.getClass().getSuperclass().equals(AwsServiceException.class);
    boolean otherCode = modelled && !code.equals(type) && !code.equals(shape);
    return new WireError(
        refusal.statusCode(),
        code,
        otherCode ? shape : code,
        refusal.awsErrorDetails().errorMessage(),
        Optional.of(refusal));
  }

  /** Whether the caller is to blame, in the words of the protocols. */
  String blamed() {
    return status < 500 ? "Sender" : "Receiver";
  }
}
