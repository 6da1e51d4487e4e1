package io.servergroup.cost;

/** The calls that the functions of a rollout make. */
final class Actions {
  static final String GROUPS = "autoscaling:DescribeAutoScalingGroups";
  static final String HOOKS = "autoscaling:DescribeLifecycleHooks";
  static final String REFRESHES = "autoscaling:DescribeInstanceRefreshes";
  static final String TERMINATE = "autoscaling:TerminateInstanceInAutoScalingGroup";
  static final String TELL_GROUP = "autoscaling:UpdateAutoScalingGroup";
  static final String HEARTBEAT = "autoscaling:RecordLifecycleActionHeartbeat";
  static final String COMPLETE = "autoscaling:CompleteLifecycleAction";
  static final String ALARMS = "cloudwatch:DescribeAlarms";
  static final String READ_LOCK = "dynamodb:GetItem";
  static final String WRITE_LOCK = "dynamodb:PutItem";
  static final String CHANGE_LOCK = "dynamodb:UpdateItem";
  static final String INTERFACES = "ec2:DescribeNetworkInterfaces";
  static final String VOLUMES = "ec2:DescribeVolumes";
  static final String MACHINES = "ec2:DescribeInstances";
  static final String TEMPLATES = "ec2:DescribeLaunchTemplateVersions";
  static final String ATTACH_INTERFACE = "ec2:AttachNetworkInterface";
  static final String DETACH_INTERFACE = "ec2:DetachNetworkInterface";
  static final String ATTACH_VOLUME = "ec2:AttachVolume";
  static final String CLASSIC_HEALTH = "elasticloadbalancing:DescribeInstanceHealth";
  static final String TARGET_HEALTH = "elasticloadbalancing:DescribeTargetHealth";
  static final String CLASSIC_BALANCERS = "elasticloadbalancing:DescribeLoadBalancers";
  static final String TARGET_GROUPS = "elasticloadbalancing:DescribeTargetGroups";
  static final String EVENT = "events:PutEvents";
  static final String RECORDS = "route53:ListResourceRecordSets";
  static final String NOTIFICATION = "sns:Publish";
  static final String EXECUTION = "states:DescribeExecution";

  private Actions() {}
}
