package io.servergroup.simulator.aws.route53;

import io.servergroup.simulator.api.ServiceError;
import java.util.List;
import software.amazon.awssdk.services.route53.model.InvalidChangeBatchException;
import software.amazon.awssdk.services.route53.model.InvalidInputException;
import software.amazon.awssdk.services.route53.model.NoSuchChangeException;
import software.amazon.awssdk.services.route53.model.NoSuchHostedZoneException;
import software.amazon.awssdk.services.route53.model.PriorRequestNotCompleteException;
import software.amazon.awssdk.services.route53.model.Route53Exception;

/** The errors of Route 53, in its words. */
final class Route53Errors {
  private static final String SERVICE = "Route53";

  private Route53Errors() {}

  static RuntimeException noSuchZone(String id) {
    return ServiceError.of(
        NoSuchHostedZoneException.builder(),
        SERVICE,
        404,
        "NoSuchHostedZone",
        "No hosted zone found with ID: " + id);
  }

  static RuntimeException noSuchChange(String id) {
    return ServiceError.of(
        NoSuchChangeException.builder(),
        SERVICE,
        404,
        "NoSuchChange",
        "Could not find resource with ID: " + id);
  }

  static RuntimeException invalid(List<String> findings) {
    return ServiceError.of(
        InvalidChangeBatchException.builder().messages(findings),
        SERVICE,
        400,
        "InvalidChangeBatch",
        "[" + String.join(", ", findings) + "]");
  }

  static RuntimeException invalidInput(String message) {
    return ServiceError.of(InvalidInputException.builder(), SERVICE, 400, "InvalidInput", message);
  }

  static RuntimeException priorRequestNotComplete() {
    return ServiceError.of(
        PriorRequestNotCompleteException.builder(),
        SERVICE,
        400,
        "PriorRequestNotComplete",
        "The request was rejected because Route 53 was still processing a prior request.");
  }

  static RuntimeException throttled() {
    return ServiceError.of(Route53Exception.builder(), SERVICE, 400, "Throttling", "Rate exceeded");
  }
}
