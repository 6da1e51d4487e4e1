package io.servergroup.simulator.rehearsal;

import io.servergroup.simulator.api.ApiCall;
import io.servergroup.simulator.aws.cloudformation.AnswerReceiver;
import io.servergroup.simulator.aws.ec2.Eni;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.autoscaling.model.CompleteLifecycleActionRequest;
import software.amazon.awssdk.services.autoscaling.model.RecordLifecycleActionHeartbeatRequest;
import software.amazon.awssdk.services.autoscaling.model.TerminateInstanceInAutoScalingGroupRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.autoscaling.model.MixedInstancesPolicy;
import software.amazon.awssdk.services.autoscaling.model.UpdateAutoScalingGroupRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.sfn.model.SendTaskSuccessRequest;
import software.amazon.awssdk.services.sfn.model.StartExecutionRequest;
import software.amazon.awssdk.services.sfn.model.StopExecutionRequest;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.ec2.model.AttachNetworkInterfaceRequest;
import software.amazon.awssdk.services.ec2.model.AttachVolumeRequest;
import software.amazon.awssdk.services.ec2.model.CreateTagsRequest;
import software.amazon.awssdk.services.ec2.model.DetachNetworkInterfaceRequest;
import software.amazon.awssdk.services.ec2.model.DetachVolumeRequest;
import software.amazon.awssdk.services.ec2.model.ModifyNetworkInterfaceAttributeRequest;
import software.amazon.awssdk.services.route53.model.ChangeResourceRecordSetsRequest;

/**
 * What the control plane may change: the cluster, its records and its lock, and nothing else in the
 * account; and nothing by force.
 */
final class Territory {
  private final SimulatedAws aws;
  private final Cluster cluster;
  private final Set<String> resources = new HashSet<>();

  Territory(SimulatedAws aws, Cluster cluster) {
    this.aws = aws;
    this.cluster = cluster;
    if (cluster.topology().hasSlots()) {
      for (Cluster.Member member : cluster.members()) {
        resources.add(member.networkInterface());
        resources.add(member.volume());
      }
    }
  }

  /**
   * What is wrong about a call: it changes something outside, or something nobody said it may
   * change, or it forces a detachment, which loses what was not yet written.
   */
  Optional<String> trespass(ApiCall call) {
    if (reads(call.operation())) {
      return Optional.empty();
    }
    if (isForced(call.request())) {
      return Optional.of(call.caller() + " calls " + call.action() + " with force");
    }
    Optional<Stream<String>> changed = changed(call.request());
    if (changed.isEmpty()) {
      return Optional.of(
          call.caller() + " calls " + call.action() + ", which nothing here may call");
    }
    return changed
        .get()
        .filter(resource -> !isOurs(resource))
        .findFirst()
        .map(
            resource ->
                "%s calls %s on %s, which is not of the cluster"
                    .formatted(call.caller(), call.action(), resource));
  }

  private static boolean reads(String operation) {
    return operation.startsWith("Describe")
        || operation.startsWith("Get")
        || operation.startsWith("List");
  }

  private static boolean isForced(Object request) {
    return switch (request) {
      case DetachNetworkInterfaceRequest r -> Boolean.TRUE.equals(r.force());
      case DetachVolumeRequest r -> Boolean.TRUE.equals(r.force());
      default -> false;
    };
  }

  private Optional<Stream<String>> changed(Object request) {
    return switch (request) {
      case AttachNetworkInterfaceRequest r -> of(r.networkInterfaceId(), r.instanceId());
      case DetachNetworkInterfaceRequest r -> Optional.of(interfaceOf(r.attachmentId()));
      case ModifyNetworkInterfaceAttributeRequest r -> of(r.networkInterfaceId());
      case AttachVolumeRequest r -> of(r.volumeId(), r.instanceId());
      case DetachVolumeRequest r -> of(r.volumeId());
      case CreateTagsRequest r -> Optional.of(r.resources().stream());
      case CompleteLifecycleActionRequest r -> of(r.autoScalingGroupName(), r.instanceId());
      case RecordLifecycleActionHeartbeatRequest r -> of(r.autoScalingGroupName(), r.instanceId());
      case TerminateInstanceInAutoScalingGroupRequest r -> of(r.instanceId());
      case ChangeResourceRecordSetsRequest r -> of(r.hostedZoneId());
      case PutItemRequest r -> of(r.tableName());
      case UpdateItemRequest r -> of(r.tableName());
      case UpdateAutoScalingGroupRequest r when changesTemplateAlone(r) ->
          of(r.autoScalingGroupName());
      case PublishRequest r -> of(r.topicArn());
      case PutEventsRequest r ->
          Optional.of(r.entries().stream().map(PutEventsRequestEntry::eventBusName));
      case StartExecutionRequest r -> of(last(r.stateMachineArn()));
      case StopExecutionRequest r -> of(machineOf(r.executionArn()));
      // A token is only ever that of a task which waits for it.
      case SendTaskSuccessRequest r -> of();
      case SendMessageRequest r -> of(r.queueUrl());
      // A presigned URL is only ever that of a request, and the receiver knows no other.
      case AnswerReceiver.Put r -> of();
      default -> Optional.empty();
    };
  }

  private static Optional<Stream<String>> of(String... resources) {
    return Optional.of(Stream.of(resources));
  }

  /** Capacity, zones, processes and health checks belong to whoever owns the group. */
  private static boolean changesTemplateAlone(UpdateAutoScalingGroupRequest request) {
    return request.toBuilder()
        .autoScalingGroupName(null)
        .launchTemplate((LaunchTemplateSpecification) null)
        .mixedInstancesPolicy((MixedInstancesPolicy) null)
        .build()
        .equals(UpdateAutoScalingGroupRequest.builder().build());
  }

  /** The name of an execution's state machine. */
  private static String machineOf(String executionArn) {
    String[] parts = executionArn.split(":", -1);
    return parts[parts.length - 2];
  }

  /** The last part of an ARN. */
  private static String last(String arn) {
    return arn.substring(arn.lastIndexOf(':') + 1);
  }

  private boolean isOurs(String resource) {
    return resources.contains(resource)
        || cluster.groups().contains(resource)
        || resource.equals(cluster.hostedZone())
        || resource.equals(ControlPlane.LOCK_TABLE)
        || resource.endsWith("/" + ControlPlane.DEAD_LETTERS)
        || resource.endsWith(":" + ControlPlane.PROGRESS)
        || resource.equals(ControlPlane.EVENT_BUS)
        || resource.equals(ControlPlane.ROLLING_DEPLOY)
        || resource.equals(ControlPlane.DEPLOY_STACK)
        || isOurInstance(resource);
  }

  private boolean isOurInstance(String id) {
    String group = aws.groupOf(id);
    return group != null && cluster.groups().contains(group);
  }

  /**
   * The interface an attachment belongs to now; none when the attachment has ended, which is no
   * trespass.
   */
  private Stream<String> interfaceOf(String attachmentId) {
    return aws.ec2World().interfaces().showing(attachmentId).map(Eni::id).stream();
  }
}
