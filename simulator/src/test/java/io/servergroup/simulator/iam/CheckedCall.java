package io.servergroup.simulator.iam;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awssdk.services.autoscaling.model.CompleteLifecycleActionRequest;
import software.amazon.awssdk.services.autoscaling.model.RecordLifecycleActionHeartbeatRequest;
import software.amazon.awssdk.services.autoscaling.model.TerminateInstanceInAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.UpdateAutoScalingGroupRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStacksRequest;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.ec2.model.AttachNetworkInterfaceRequest;
import software.amazon.awssdk.services.ec2.model.AttachVolumeRequest;
import software.amazon.awssdk.services.ec2.model.CreateTagsRequest;
import software.amazon.awssdk.services.ec2.model.DetachNetworkInterfaceRequest;
import software.amazon.awssdk.services.ec2.model.DetachVolumeRequest;
import software.amazon.awssdk.services.ec2.model.ModifyNetworkInterfaceAttributeRequest;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.route53.model.Change;
import software.amazon.awssdk.services.route53.model.ChangeResourceRecordSetsRequest;
import software.amazon.awssdk.services.route53.model.GetChangeRequest;
import software.amazon.awssdk.services.route53.model.GetHostedZoneRequest;
import software.amazon.awssdk.services.route53.model.ListResourceRecordSetsRequest;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionRequest;
import software.amazon.awssdk.services.sfn.model.ListExecutionsRequest;
import software.amazon.awssdk.services.sfn.model.SendTaskSuccessRequest;
import software.amazon.awssdk.services.sfn.model.StartExecutionRequest;
import software.amazon.awssdk.services.sfn.model.StopExecutionRequest;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/**
 * What AWS checks when a call is made: which action, on which resources, with which condition keys.
 * A call that is not listed throws.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html">Service
 *     Authorization Reference</a>
 */
public final class CheckedCall {
  /** The only machine with tasks that wait for somebody's answer. */
  private static final String TASKS_OF = "rolling-deploy";

  /** A presigned URL carries the permission of whoever signed it; the caller needs none. */
  private static final String PRESIGNED = "presigned:";

  private final CheckedAccount account;

  public CheckedCall(CheckedAccount account) {
    this.account = account;
  }

  /**
   * What is checked.
   *
   * @param action the call as an IAM action
   */
  public List<AccessRequest> of(String action, Object request) {
    String operation = action.substring(action.indexOf(':') + 1);
    if (action.startsWith(PRESIGNED)) {
      return List.of();
    }
    if (takesNoResource(action, operation)) {
      return List.of(AccessRequest.of(action, "*"));
    }
    return switch (request) {
      case CompleteLifecycleActionRequest r -> onGroup(action, r.autoScalingGroupName());
      case RecordLifecycleActionHeartbeatRequest r -> onGroup(action, r.autoScalingGroupName());
      case TerminateInstanceInAutoScalingGroupRequest r ->
          onGroup(action, account.group(r.instanceId()));
      case UpdateAutoScalingGroupRequest r -> update(action, r);
      case AttachNetworkInterfaceRequest r -> onEc2(action, r.networkInterfaceId(), r.instanceId());
      case DetachNetworkInterfaceRequest r -> onAttachment(action, r.attachmentId());
      // Whether EC2 asks for the instance, too, is not told; the instance is among its resources.
      case ModifyNetworkInterfaceAttributeRequest r ->
          onAttachment(action, r.attachment().attachmentId());
      case AttachVolumeRequest r -> attaching(action, r);
      case DetachVolumeRequest r ->
          Optional.ofNullable(r.instanceId())
              .or(() -> account.holder(r.volumeId()))
              .map(instance -> onEc2(action, r.volumeId(), instance))
              .orElseGet(() -> onEc2(action, r.volumeId()));
      case CreateTagsRequest r -> tagging(action, r);
      case ListResourceRecordSetsRequest r -> onZone(action, r.hostedZoneId());
      case GetHostedZoneRequest r -> onZone(action, r.id());
      case GetChangeRequest r -> List.of(AccessRequest.of(action, route53("change/" + r.id())));
      case ChangeResourceRecordSetsRequest r -> changing(action, r);
      case GetItemRequest r -> onItem(action, r.tableName(), r.key());
      case PutItemRequest r -> onItem(action, r.tableName(), r.item());
      case UpdateItemRequest r -> onItem(action, r.tableName(), r.key());
      case DescribeExecutionRequest r -> onExecution(action, r.executionArn());
      case StopExecutionRequest r -> onExecution(action, r.executionArn());
      case StartExecutionRequest r -> onMachine(action, last(r.stateMachineArn()));
      case ListExecutionsRequest r -> onMachine(action, last(r.stateMachineArn()));
      // The reference names no resource, but Step Functions checks the machine that made the token:
      // https://github.com/aws/aws-cdk/pull/8486
      case SendTaskSuccessRequest r -> onMachine(action, TASKS_OF);
      case PublishRequest r -> on(action, "sns", account.topic(last(r.topicArn())));
      case SendMessageRequest r ->
          on(
              action,
              "sqs",
              account.queue(r.queueUrl().substring(r.queueUrl().lastIndexOf('/') + 1)));
      case PutEventsRequest r -> putting(action, r);
      case DescribeStacksRequest r ->
          List.of(AccessRequest.of(action, account.stack(r.stackName())));
      default ->
          throw new IllegalArgumentException(
              "what AWS checks for %s is not known to these tests; look it up in the Service Authorization Reference and add it to CheckedCall"
                  .formatted(action));
    };
  }

  /** EC2, Auto Scaling and load balancers are described as a whole; composite alarms, too. */
  private static boolean takesNoResource(String action, String operation) {
    return operation.startsWith("Describe")
        && Stream.of("ec2:", "autoscaling:", "elasticloadbalancing:", "cloudwatch:")
            .anyMatch(action::startsWith);
  }

  private List<AccessRequest> on(String action, String service, String resource) {
    return List.of(AccessRequest.of(action, account.arn(service, resource)));
  }

  private List<AccessRequest> onMachine(String action, String simulated) {
    return on(action, "states", "stateMachine:" + account.machine(simulated));
  }

  private List<AccessRequest> onExecution(String action, String arn) {
    String[] parts = arn.split(":", -1);
    return on(
        action,
        "states",
        "execution:" + account.machine(parts[parts.length - 2]) + ":" + parts[parts.length - 1]);
  }

  private static String last(String arn) {
    return arn.substring(arn.lastIndexOf(':') + 1);
  }

  private List<AccessRequest> onGroup(String action, String group) {
    return List.of(
        AccessRequest.of(
                action,
                account.arn(
                    "autoscaling", "autoScalingGroup:0a1b2c3d:autoScalingGroupName/" + group))
            .with(tagContext("aws:ResourceTag/", account.groupTags(group)))
            .with(tagContext("autoscaling:ResourceTag/", account.groupTags(group))));
  }

  /**
   * Whoever has a group launch from a template has to be allowed to launch from it.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-launch-template-permissions.html">Control
   *     EC2 launch template usage in Auto Scaling groups</a>
   */
  private List<AccessRequest> update(String action, UpdateAutoScalingGroupRequest request) {
    CheckedAccount.Launch launch = account.launch();
    Stream<AccessRequest> launches =
        launch.resources().stream()
            .map(
                resource ->
                    AccessRequest.of("ec2:RunInstances", resource)
                        .with("ec2:LaunchTemplate", launch.launchTemplateArn()));
    Stream<AccessRequest> tags =
        Stream.of("instance/*", "volume/*", "network-interface/*")
            .map(
                resource ->
                    AccessRequest.of("ec2:CreateTags", account.arn("ec2", resource))
                        .with("ec2:CreateAction", "RunInstances"));
    AccessRequest role =
        AccessRequest.of("iam:PassRole", launch.role())
            .with("iam:PassedToService", "ec2.amazonaws.com");
    return Stream.of(
            onGroup(action, request.autoScalingGroupName()).stream(),
            launches,
            tags,
            Stream.of(role))
        .flatMap(each -> each)
        .toList();
  }

  /**
   * Attaching an encrypted volume makes a grant for its key in the caller's name, and EC2 decrypts
   * the data key with it.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/ebs/latest/userguide/how-ebs-encryption-works.html">How
   *     EBS encryption works</a>
   */
  private List<AccessRequest> attaching(String action, AttachVolumeRequest request) {
    return Stream.concat(
            onEc2(action, request.volumeId(), request.instanceId()).stream(),
            Stream.of(
                    AccessRequest.of("kms:CreateGrant", account.volumeKey())
                        .with("kms:GrantIsForAWSResource", "true"),
                    AccessRequest.of("kms:Decrypt", account.volumeKey()),
                    AccessRequest.of("kms:DescribeKey", account.volumeKey()))
                .map(each -> each.with("kms:ViaService", "ec2.eu-west-1.amazonaws.com")))
        .toList();
  }

  private List<AccessRequest> onAttachment(String action, String attachmentId) {
    return account
        .attached(attachmentId)
        .map(each -> onEc2(action, each.networkInterface(), each.instance()))
        .orElse(List.of());
  }

  private List<AccessRequest> onEc2(String action, String... ids) {
    return Stream.of(ids).map(id -> onOne(action, id)).toList();
  }

  private AccessRequest onOne(String action, String id) {
    Map<String, String> tags = account.tags(id);
    return AccessRequest.of(action, account.arn("ec2", kind(id) + "/" + id))
        .with(tagContext("aws:ResourceTag/", tags))
        .with(tagContext("ec2:ResourceTag/", tags));
  }

  private static String kind(String id) {
    return switch (id.substring(0, id.indexOf('-'))) {
      case "i" -> "instance";
      case "eni" -> "network-interface";
      case "vol" -> "volume";
      default -> throw new IllegalArgumentException("what is " + id + "?");
    };
  }

  private List<AccessRequest> tagging(String action, CreateTagsRequest request) {
    String[] keys = request.tags().stream().map(Tag::key).toArray(String[]::new);
    SortedMap<String, List<String>> tags = new TreeMap<>();
    request.tags().forEach(tag -> tags.put("aws:RequestTag/" + tag.key(), List.of(tag.value())));
    return request.resources().stream()
        .map(id -> onOne(action, id).with("aws:TagKeys", keys).with(tags))
        .toList();
  }

  private List<AccessRequest> onZone(String action, String zone) {
    return List.of(zoned(action, zone));
  }

  private AccessRequest zoned(String action, String zone) {
    return AccessRequest.of(
        action, route53("hostedzone/" + account.hostedZone(zone.replace("/hostedzone/", ""))));
  }

  private static String route53(String resource) {
    return "arn:aws:route53:::" + resource.replace("//", "/");
  }

  /**
   * Names are compared in lower case and without the dot at their end.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/specifying-rrset-conditions.html">Fine-grained
   *     access control</a>
   */
  private List<AccessRequest> changing(String action, ChangeResourceRecordSetsRequest request) {
    List<Change> changes = request.changeBatch().changes();
    return List.of(
        zoned(action, request.hostedZoneId())
            .with(
                "route53:ChangeResourceRecordSetsNormalizedRecordNames",
                changes.stream()
                    .map(change -> change.resourceRecordSet().name())
                    .map(name -> name.toLowerCase(Locale.ROOT).replaceFirst("\\.$", ""))
                    .toArray(String[]::new))
            .with(
                "route53:ChangeResourceRecordSetsRecordTypes",
                changes.stream()
                    .map(change -> change.resourceRecordSet().typeAsString())
                    .toArray(String[]::new))
            .with(
                "route53:ChangeResourceRecordSetsActions",
                changes.stream().map(Change::actionAsString).toArray(String[]::new)));
  }

  private List<AccessRequest> onItem(
      String action, String table, Map<String, AttributeValue> item) {
    return List.of(
        AccessRequest.of(action, account.arn("dynamodb", "table/" + account.table(table)))
            .with("dynamodb:LeadingKeys", item.get("ServerGroupName").s()));
  }

  private List<AccessRequest> putting(String action, PutEventsRequest request) {
    return request.entries().stream()
        .map(
            entry ->
                AccessRequest.of(action, account.arn("events", "event-bus/" + entry.eventBusName()))
                    .with("events:source", entry.source())
                    .with("events:detail-type", entry.detailType()))
        .toList();
  }

  private static Map<String, List<String>> tagContext(String prefix, Map<String, String> tags) {
    Map<String, List<String>> context = new TreeMap<>();
    tags.forEach((key, value) -> context.put(prefix + key, List.of(value)));
    return context;
  }
}
