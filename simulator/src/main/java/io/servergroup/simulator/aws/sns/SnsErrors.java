package io.servergroup.simulator.aws.sns;

import io.servergroup.simulator.api.ServiceError;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.InvalidParameterValueException;
import software.amazon.awssdk.services.sns.model.NotFoundException;

/** The errors of SNS, in its words and under the codes of its service model. */
final class SnsErrors {
  private static final String SERVICE = "Sns";

  private SnsErrors() {}

  static RuntimeException topicDoesNotExist() {
    return ServiceError.of(
        NotFoundException.builder(), SERVICE, 404, "NotFound", "Topic does not exist");
  }

  /** A parameter that SNS refuses. */
  static RuntimeException invalid(String which) {
    return ServiceError.of(
        InvalidParameterException.builder(),
        SERVICE,
        400,
        "InvalidParameter",
        "Invalid parameter: " + which);
  }

  /** A message attribute that SNS refuses. */
  static RuntimeException invalidAttribute(String message) {
    return ServiceError.of(
        InvalidParameterValueException.builder(), SERVICE, 400, "ParameterValueInvalid", message);
  }
}
