package io.servergroup.simulator.aws.autoscaling;

import io.servergroup.simulator.api.ServiceError;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.autoscaling.model.ActiveInstanceRefreshNotFoundException;
import software.amazon.awssdk.services.autoscaling.model.AlreadyExistsException;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingException;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefreshInProgressException;
import software.amazon.awssdk.services.autoscaling.model.InvalidNextTokenException;
import software.amazon.awssdk.services.autoscaling.model.ResourceInUseException;
import software.amazon.awssdk.services.autoscaling.model.ScalingActivityInProgressException;

/** Error responses of Auto Scaling, HTTP status 400. */
final class AutoScalingError {
  private AutoScalingError() {}

  /** ValidationError is not modelled: the SDK throws its general exception for it. */
  static RuntimeException validation(String message) {
    return of(AutoScalingException.builder(), "ValidationError", message);
  }

  static RuntimeException groupNotFound(String name) {
    return validation(
        "AutoScalingGroup name not found - AutoScalingGroup '" + name + "' not found");
  }

  static RuntimeException instanceNotFound(String instanceId) {
    return validation(
        "Instance Id not found - No managed instance found for instance ID: " + instanceId);
  }

  static RuntimeException activityInProgress(Activity activity) {
    return of(
        ScalingActivityInProgressException.builder(),
        "ScalingActivityInProgress",
        "Activity " + activity.id() + " is in progress.");
  }

  static RuntimeException alreadyExists(String name) {
    return of(
        AlreadyExistsException.builder(),
        "AlreadyExists",
        "AutoScalingGroup by this name already exists - A group with the name "
            + name
            + " already exists");
  }

  static RuntimeException refreshInProgress() {
    return of(
        InstanceRefreshInProgressException.builder(),
        "InstanceRefreshInProgress",
        "An Instance Refresh is already in progress and blocks the execution of this Instance Refresh.");
  }

  static RuntimeException noActiveRefresh(String group) {
    return of(
        ActiveInstanceRefreshNotFoundException.builder(),
        "ActiveInstanceRefreshNotFound",
        "No in progress or pending Instance Refresh found for Auto Scaling group " + group);
  }

  /**
   * A token that no page came with, or one that is no longer good.
   *
   * @see <a href="https://github.com/boto/boto3/issues/2358">its words, as a user met them</a>
   */
  static RuntimeException invalidNextToken(String token) {
    return of(
        InvalidNextTokenException.builder(),
        "InvalidNextToken",
        "The token '" + token + "' was invalid");
  }

  static RuntimeException inUse(String message) {
    return of(ResourceInUseException.builder(), "ResourceInUse", message);
  }

  private static RuntimeException of(
      AwsServiceException.Builder builder, String code, String message) {
    return ServiceError.of(builder, "AutoScaling", 400, code, message);
  }
}
