package io.servergroup.lambda;

import io.servergroup.aws.AwsClients;
import io.servergroup.aws.InOrder;
import io.servergroup.aws.PresignedPut;
import io.servergroup.aws.Together;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.Activity;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingException;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.CompleteLifecycleActionRequest;
import software.amazon.awssdk.services.autoscaling.model.CompleteLifecycleActionResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeScalingActivitiesRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeScalingActivitiesResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeWarmPoolRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeWarmPoolResponse;
import software.amazon.awssdk.services.autoscaling.model.RecordLifecycleActionHeartbeatRequest;
import software.amazon.awssdk.services.autoscaling.model.RecordLifecycleActionHeartbeatResponse;
import software.amazon.awssdk.services.autoscaling.model.TagDescription;
import software.amazon.awssdk.services.autoscaling.model.WarmPoolConfiguration;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.AttachNetworkInterfaceRequest;
import software.amazon.awssdk.services.ec2.model.AttachNetworkInterfaceResponse;
import software.amazon.awssdk.services.ec2.model.CreateTagsRequest;
import software.amazon.awssdk.services.ec2.model.CreateTagsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVolumesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVolumesResponse;
import software.amazon.awssdk.services.ec2.model.DetachNetworkInterfaceRequest;
import software.amazon.awssdk.services.ec2.model.DetachNetworkInterfaceResponse;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterface;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceAttachment;
import software.amazon.awssdk.services.ec2.model.Reservation;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.elasticloadbalancing.ElasticLoadBalancingClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.ChangeResourceRecordSetsRequest;
import software.amazon.awssdk.services.route53.model.ChangeResourceRecordSetsResponse;
import software.amazon.awssdk.services.route53.model.ListResourceRecordSetsRequest;
import software.amazon.awssdk.services.route53.model.ListResourceRecordSetsResponse;
import software.amazon.awssdk.services.route53.model.ResourceRecord;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * An account with one server in one group: a network interface, its record and the instances that
 * come and go. It keeps state and changes it as the services would; attaching and detaching take
 * until the next {@link #settle}.
 */
class OneServerAws implements AwsClients {
  final List<String> calls = new ArrayList<>();
  final Map<String, String> lifecycleStates = new LinkedHashMap<>();
  final List<Tag> tags = new ArrayList<>();
  String groupTag = "tools";
  String holder;
  String attachment;
  String refusal = "";
  int failedLaunches;
  String record = "";

  /** After how many settlings instances run; until then they are pending. */
  int start;

  /** Another interface that instances have where their server's belongs. */
  String foreign = "";

  OneServerAws instance(String id, String lifecycleState) {
    lifecycleStates.put(id, lifecycleState);
    return this;
  }

  OneServerAws heldBy(String id) {
    holder = id;
    attachment = "attached";
    return this;
  }

  /** Lets the next call of an operation fail with an error code. */
  OneServerAws refuse(String operation, String code) {
    refusal = operation + " " + code;
    return this;
  }

  void settle() {
    start--;
    if ("attaching".equals(attachment)) {
      attachment = "attached";
    } else if ("detaching".equals(attachment)) {
      holder = null;
      attachment = null;
    }
  }

  private void called(String operation) {
    calls.add(operation);
    if (refusal.startsWith(operation + " ")) {
      String code = refusal.substring(operation.length() + 1);
      refusal = "";
      throw ec2(code);
    }
  }

  private static RuntimeException ec2(String code) {
    return ec2(code, code);
  }

  private static RuntimeException ec2(String code, String message) {
    return Ec2Exception.builder()
        .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).errorMessage(message).build())
        .build();
  }

  private final class AutoScaling implements AutoScalingClient {
    @Override
    public DescribeAutoScalingGroupsResponse describeAutoScalingGroups(
        DescribeAutoScalingGroupsRequest request) {
      called("DescribeAutoScalingGroups");
      AutoScalingGroup group =
          AutoScalingGroup.builder()
              .autoScalingGroupName("tools-server-1")
              .autoScalingGroupARN("arn")
              .minSize(1)
              .desiredCapacity(1)
              .maxSize(1)
              .availabilityZones("us-east-1b")
              .tags(tag("ServerGroupName", groupTag), tag("ServerGroupIndex", "1"))
              .instances(instances(false))
              .warmPoolConfiguration(
                  instances(true).isEmpty() ? null : WarmPoolConfiguration.builder().build())
              .build();
      return DescribeAutoScalingGroupsResponse.builder().autoScalingGroups(group).build();
    }

    @Override
    public DescribeWarmPoolResponse describeWarmPool(DescribeWarmPoolRequest request) {
      called("DescribeWarmPool");
      return DescribeWarmPoolResponse.builder().instances(instances(true)).build();
    }

    private List<software.amazon.awssdk.services.autoscaling.model.Instance> instances(
        boolean pooled) {
      return lifecycleStates.entrySet().stream()
          .filter(instance -> instance.getValue().startsWith("Warmed:") == pooled)
          .map(this::instance)
          .toList();
    }

    private TagDescription tag(String key, String value) {
      return TagDescription.builder().key(key).value(value).build();
    }

    private software.amazon.awssdk.services.autoscaling.model.Instance instance(
        Map.Entry<String, String> state) {
      return software.amazon.awssdk.services.autoscaling.model.Instance.builder()
          .instanceId(state.getKey())
          .availabilityZone("us-east-1b")
          .lifecycleState(state.getValue())
          .healthStatus("Healthy")
          .build();
    }

    @Override
    public CompleteLifecycleActionResponse completeLifecycleAction(
        CompleteLifecycleActionRequest request) {
      called("CompleteLifecycleAction");
      String state = lifecycleStates.getOrDefault(request.instanceId(), "");
      if (!state.endsWith(":Wait")) {
        throw AutoScalingException.builder()
            .awsErrorDetails(
                AwsErrorDetails.builder()
                    .errorCode("ValidationError")
                    .errorMessage(
                        "No active Lifecycle Action found with instance ID " + request.instanceId())
                    .build())
            .build();
      }
      lifecycleStates.put(
          request.instanceId(),
          request.lifecycleActionResult().equals("ABANDON")
              ? "Terminating"
              : state.replace(":Wait", ":Proceed"));
      return CompleteLifecycleActionResponse.builder().build();
    }

    @Override
    public DescribeScalingActivitiesResponse describeScalingActivities(
        DescribeScalingActivitiesRequest request) {
      called("DescribeScalingActivities");
      return DescribeScalingActivitiesResponse.builder()
          .activities(
              IntStream.range(0, failedLaunches)
                  .mapToObj(
                      i ->
                          Activity.builder()
                              .description("Launching a new EC2 instance: i-" + i)
                              .statusCode("Cancelled")
                              .startTime(Instant.EPOCH)
                              .build())
                  .toList())
          .build();
    }

    @Override
    public RecordLifecycleActionHeartbeatResponse recordLifecycleActionHeartbeat(
        RecordLifecycleActionHeartbeatRequest request) {
      called("RecordLifecycleActionHeartbeat");
      return RecordLifecycleActionHeartbeatResponse.builder().build();
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }

  private final class Ec2 implements Ec2Client {
    @Override
    public DescribeNetworkInterfacesResponse describeNetworkInterfaces(
        DescribeNetworkInterfacesRequest request) {
      called("DescribeNetworkInterfaces");
      return DescribeNetworkInterfacesResponse.builder()
          .networkInterfaces(
              NetworkInterface.builder()
                  .networkInterfaceId("eni-1")
                  .vpcId("vpc-1")
                  .subnetId("subnet-1")
                  .availabilityZone("us-east-1b")
                  .privateIpAddress("10.0.0.11")
                  .status(holder == null ? "available" : "in-use")
                  .tagSet(
                      tag("ServerGroupName", "tools"),
                      tag("ServerGroupIndex", "1"),
                      tag("ServerGroupDnsName", "1.tools.example"),
                      tag("ServerGroupHostedZoneId", "Z1"),
                      tag("ServerGroupDnsTtl", "300"))
                  .attachment(
                      holder == null
                          ? null
                          : NetworkInterfaceAttachment.builder()
                              .attachmentId("eni-attach-" + holder)
                              .instanceId(holder)
                              .deviceIndex(1)
                              .status(attachment)
                              .build())
                  .build())
          .build();
    }

    private Tag tag(String key, String value) {
      return Tag.builder().key(key).value(value).build();
    }

    @Override
    public DescribeVolumesResponse describeVolumes(DescribeVolumesRequest request) {
      called("DescribeVolumes");
      return DescribeVolumesResponse.builder().volumes(List.of()).build();
    }

    @Override
    public DescribeInstancesResponse describeInstances(DescribeInstancesRequest request) {
      called("DescribeInstances");
      List<Instance> found =
          lifecycleStates.keySet().stream()
              .filter(id -> request.filters().getFirst().values().contains(id))
              .map(this::running)
              .toList();
      return DescribeInstancesResponse.builder()
          .reservations(Reservation.builder().instances(found).build())
          .build();
    }

    private Instance running(String id) {
      Instance.Builder instance =
          Instance.builder()
              .instanceId(id)
              .vpcId("vpc-1")
              .launchTime(Instant.EPOCH)
              .state(state -> state.name(start > 0 ? "pending" : "running"));
      if (!foreign.isEmpty()) {
        instance.networkInterfaces(
            InstanceNetworkInterface.builder()
                .networkInterfaceId(foreign)
                .attachment(a -> a.attachmentId("eni-attach-x").deviceIndex(1).status("attached"))
                .build());
      }
      if (id.equals(holder)) {
        instance.networkInterfaces(
            InstanceNetworkInterface.builder()
                .networkInterfaceId("eni-1")
                .attachment(
                    a -> a.attachmentId("eni-attach-" + id).deviceIndex(1).status(attachment))
                .build());
      }
      return instance.build();
    }

    @Override
    public AttachNetworkInterfaceResponse attachNetworkInterface(
        AttachNetworkInterfaceRequest request) {
      called("AttachNetworkInterface");
      if (holder != null) {
        throw ec2("InvalidNetworkInterface.InUse");
      }
      if (start > 0) {
        throw ec2("IncorrectState");
      }
      if (!foreign.isEmpty()) {
        throw ec2(
            "InvalidParameterValue",
            "Instance '"
                + request.instanceId()
                + "' already has an interface attached at device index '1'.");
      }
      holder = request.instanceId();
      attachment = "attaching";
      return AttachNetworkInterfaceResponse.builder().build();
    }

    @Override
    public DetachNetworkInterfaceResponse detachNetworkInterface(
        DetachNetworkInterfaceRequest request) {
      called("DetachNetworkInterface");
      if (holder == null || !request.attachmentId().equals("eni-attach-" + holder)) {
        throw ec2("InvalidAttachmentID.NotFound");
      }
      attachment = "detaching";
      return DetachNetworkInterfaceResponse.builder().build();
    }

    @Override
    public CreateTagsResponse createTags(CreateTagsRequest request) {
      called("CreateTags");
      tags.addAll(request.tags());
      return CreateTagsResponse.builder().build();
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }

  private final class Route53 implements Route53Client {
    @Override
    public ListResourceRecordSetsResponse listResourceRecordSets(
        ListResourceRecordSetsRequest request) {
      called("ListResourceRecordSets");
      return ListResourceRecordSetsResponse.builder()
          .resourceRecordSets(record.isEmpty() ? List.of() : List.of(found()))
          .build();
    }

    private ResourceRecordSet found() {
      return ResourceRecordSet.builder()
          .name("1.tools.example.")
          .type("A")
          .ttl(300L)
          .resourceRecords(ResourceRecord.builder().value(record).build())
          .build();
    }

    @Override
    public ChangeResourceRecordSetsResponse changeResourceRecordSets(
        ChangeResourceRecordSetsRequest request) {
      called("ChangeResourceRecordSets");
      return ChangeResourceRecordSetsResponse.builder().build();
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }

  @Override
  public AutoScalingClient autoScaling() {
    return new AutoScaling();
  }

  @Override
  public Ec2Client ec2() {
    return new Ec2();
  }

  @Override
  public Route53Client route53() {
    return new Route53();
  }

  @Override
  public ElasticLoadBalancingClient classicLoadBalancers() {
    throw new AssertionError("identities need no load balancer");
  }

  @Override
  public ElasticLoadBalancingV2Client loadBalancers() {
    throw new AssertionError("identities need no load balancer");
  }

  @Override
  public DynamoDbClient dynamoDb() {
    throw new AssertionError("identities need no table");
  }

  @Override
  public SfnClient stepFunctions() {
    throw new AssertionError("identities need no state machine");
  }

  @Override
  public SqsClient sqs() {
    throw new AssertionError("identities need no queue");
  }

  @Override
  public CloudWatchClient cloudWatch() {
    throw new AssertionError("identities need no alarm");
  }

  @Override
  public SnsClient sns() {
    throw new AssertionError("identities need no topic");
  }

  @Override
  public EventBridgeClient eventBridge() {
    throw new AssertionError("identities need no event bus");
  }

  @Override
  public CloudFormationClient cloudFormation() {
    throw new AssertionError("identities need no stack");
  }

  @Override
  public PresignedPut presigned() {
    throw new AssertionError("identities answer no stack");
  }

  @Override
  public Together together() {
    return new InOrder();
  }
}
