package io.servergroup.cost;

import java.util.SortedMap;
import java.util.TreeMap;

/** The calls that functions make, and how many of each a reading of something large takes. */
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
  static final String RECORDS = "route53:ListResourceRecordSets";
  static final String EXECUTION = "states:DescribeExecution";

  /** A progress record: kept, and told to people and programs. */
  static final Calls TOLD = Calls.of(CHANGE_LOCK, "sns:Publish", "events:PutEvents");

  private Actions() {}

  /** One action, so many times. */
  static Calls calls(String action, double times) {
    SortedMap<String, Double> calls = new TreeMap<>();
    if (times > 0) {
      calls.put(action, times);
    }
    return new Calls(calls);
  }

  /** A reading of so many things, of which one call gives or takes a page. */
  static Calls paged(String action, int things, int page) {
    return calls(action, Math.max(1, Math.ceilDiv(things, page)));
  }
}
