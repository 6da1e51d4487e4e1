package io.servergroup.simulator.sweep;

import io.servergroup.simulator.api.ApiCall;
import io.servergroup.simulator.api.ServiceError;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingException;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingRequest;
import software.amazon.awssdk.services.cloudwatch.model.CloudWatchException;
import software.amazon.awssdk.services.cloudwatch.model.CloudWatchRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.Ec2Request;
import software.amazon.awssdk.services.elasticloadbalancing.model.ElasticLoadBalancingException;
import software.amazon.awssdk.services.elasticloadbalancing.model.ElasticLoadBalancingRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ElasticLoadBalancingV2Exception;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ElasticLoadBalancingV2Request;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeRequest;
import software.amazon.awssdk.services.route53.model.Route53Exception;
import software.amazon.awssdk.services.route53.model.Route53Request;
import software.amazon.awssdk.services.sfn.model.SfnException;
import software.amazon.awssdk.services.sfn.model.SfnRequest;
import software.amazon.awssdk.services.sns.model.SnsException;
import software.amazon.awssdk.services.sns.model.SnsRequest;
import software.amazon.awssdk.services.sns.model.ThrottledException;
import software.amazon.awssdk.services.sqs.model.SqsException;
import software.amazon.awssdk.services.sqs.model.SqsRequest;

/**
 * What the SDK throws, after its own retries, when a service throttles a call, fails to serve it or
 * is not heard of. The codes are those of each service's list of common errors.
 */
final class ServiceTroubles {
  /** After which the functions' SDK clients give up on a call. */
  private static final String NO_ANSWER =
      "Client execution did not complete before the specified timeout configuration: 15000 millis";

  private ServiceTroubles() {}

  static RuntimeException throttled(ApiCall call) {
    return switch (call.request()) {
      case Ec2Request _ ->
          error(
              Ec2Exception.builder(),
              "Ec2",
              503,
              "RequestLimitExceeded",
              "Request limit exceeded.");
      case AutoScalingRequest _ ->
          rate(AutoScalingException.builder(), "AutoScaling", "Throttling");
      case ElasticLoadBalancingRequest _ ->
          rate(ElasticLoadBalancingException.builder(), "ElasticLoadBalancing", "Throttling");
      case ElasticLoadBalancingV2Request _ ->
          rate(ElasticLoadBalancingV2Exception.builder(), "ElasticLoadBalancingv2", "Throttling");
      case Route53Request _ -> rate(Route53Exception.builder(), "Route53", "Throttling");
      case CloudWatchRequest _ -> rate(CloudWatchException.builder(), "CloudWatch", "Throttling");
      case DynamoDbRequest _ ->
          error(
              ProvisionedThroughputExceededException.builder(),
              "DynamoDb",
              400,
              "ProvisionedThroughputExceededException",
              "The level of configured provisioned throughput for the table was exceeded.");
      case SnsRequest _ ->
          error(ThrottledException.builder(), "Sns", 429, "Throttled", "Rate exceeded");
      case SfnRequest _ -> rate(SfnException.builder(), "Sfn", "ThrottlingException");
      case SqsRequest _ -> rate(SqsException.builder(), "Sqs", "RequestThrottled");
      case EventBridgeRequest _ ->
          rate(EventBridgeException.builder(), "EventBridge", "ThrottlingException");
      default -> connection();
    };
  }

  static RuntimeException failed(ApiCall call) {
    return switch (call.request()) {
      case Ec2Request _ ->
          error(
              Ec2Exception.builder(),
              "Ec2",
              500,
              "InternalError",
              "An internal error has occurred");
      case AutoScalingRequest _ ->
          internal(AutoScalingException.builder(), "AutoScaling", "InternalFailure");
      case ElasticLoadBalancingRequest _ ->
          internal(
              ElasticLoadBalancingException.builder(), "ElasticLoadBalancing", "InternalFailure");
      case ElasticLoadBalancingV2Request _ ->
          internal(
              ElasticLoadBalancingV2Exception.builder(),
              "ElasticLoadBalancingv2",
              "InternalFailure");
      case Route53Request _ ->
          error(
              Route53Exception.builder(),
              "Route53",
              503,
              "ServiceUnavailable",
              "Service unavailable");
      case CloudWatchRequest _ ->
          internal(CloudWatchException.builder(), "CloudWatch", "InternalServiceFault");
      case DynamoDbRequest _ ->
          internal(DynamoDbException.builder(), "DynamoDb", "InternalServerError");
      case SnsRequest _ -> internal(SnsException.builder(), "Sns", "InternalError");
      case SfnRequest _ -> internal(SfnException.builder(), "Sfn", "InternalFailure");
      case SqsRequest _ -> internal(SqsException.builder(), "Sqs", "InternalFailure");
      case EventBridgeRequest _ ->
          internal(EventBridgeException.builder(), "EventBridge", "InternalException");
      default -> connection();
    };
  }

  /** The function's role does not allow the call. */
  static RuntimeException denied(ApiCall call) {
    String message = "User is not authorized to perform: " + call.action();
    return switch (call.request()) {
      case Ec2Request _ ->
          error(Ec2Exception.builder(), "Ec2", 403, "UnauthorizedOperation", message);
      case AutoScalingRequest _ ->
          denied(AutoScalingException.builder(), "AutoScaling", "AccessDenied", message);
      case ElasticLoadBalancingRequest _ ->
          denied(
              ElasticLoadBalancingException.builder(),
              "ElasticLoadBalancing",
              "AccessDenied",
              message);
      case ElasticLoadBalancingV2Request _ ->
          denied(
              ElasticLoadBalancingV2Exception.builder(),
              "ElasticLoadBalancingv2",
              "AccessDenied",
              message);
      case Route53Request _ ->
          denied(Route53Exception.builder(), "Route53", "AccessDenied", message);
      case CloudWatchRequest _ ->
          denied(CloudWatchException.builder(), "CloudWatch", "AccessDenied", message);
      case DynamoDbRequest _ ->
          denied(DynamoDbException.builder(), "DynamoDb", "AccessDeniedException", message);
      case SnsRequest _ -> denied(SnsException.builder(), "Sns", "AuthorizationError", message);
      case SfnRequest _ -> denied(SfnException.builder(), "Sfn", "AccessDeniedException", message);
      case SqsRequest _ -> denied(SqsException.builder(), "Sqs", "AccessDenied", message);
      case EventBridgeRequest _ ->
          denied(EventBridgeException.builder(), "EventBridge", "AccessDeniedException", message);
      default -> connection();
    };
  }

  private static RuntimeException denied(
      AwsServiceException.Builder builder, String service, String code, String message) {
    return error(builder, service, 403, code, message);
  }

  /** The SDK heard nothing for as long as it waits for one call. */
  static RuntimeException unheard() {
    return ApiCallTimeoutException.create(NO_ANSWER, null);
  }

  private static RuntimeException connection() {
    return SdkClientException.create("Unable to execute HTTP request: Connection reset");
  }

  private static RuntimeException rate(
      AwsServiceException.Builder builder, String service, String code) {
    return error(builder, service, 400, code, "Rate exceeded");
  }

  private static RuntimeException internal(
      AwsServiceException.Builder builder, String service, String code) {
    return error(builder, service, 500, code, "The request failed because of an internal error.");
  }

  private static RuntimeException error(
      AwsServiceException.Builder builder,
      String service,
      int status,
      String code,
      String message) {
    return ServiceError.of(builder, service, status, code, message);
  }
}
