package io.servergroup.simulator.sweep;

import io.servergroup.simulator.kernel.RandomStream;
import java.util.List;
import java.util.TreeSet;

/** The actions that the functions' roles do not allow at the moment. */
final class MissingPermissions {
  /** What the functions of identities and rollouts call. */
  private static final List<String> ACTIONS =
      List.of(
          "autoscaling:CompleteLifecycleAction",
          "autoscaling:DescribeAutoScalingGroups",
          "autoscaling:RecordLifecycleActionHeartbeat",
          "autoscaling:TerminateInstanceInAutoScalingGroup",
          "autoscaling:UpdateAutoScalingGroup",
          "cloudwatch:DescribeAlarms",
          "dynamodb:GetItem",
          "dynamodb:PutItem",
          "dynamodb:UpdateItem",
          "ec2:AttachNetworkInterface",
          "ec2:AttachVolume",
          "ec2:CreateTags",
          "ec2:DescribeInstances",
          "ec2:DescribeLaunchTemplateVersions",
          "ec2:DescribeNetworkInterfaces",
          "ec2:DescribeVolumes",
          "ec2:DetachNetworkInterface",
          "elasticloadbalancing:DescribeInstanceHealth",
          "elasticloadbalancing:DescribeTargetHealth",
          "events:PutEvents",
          "route53:ChangeResourceRecordSets",
          "route53:ListResourceRecordSets",
          "sns:Publish",
          "states:DescribeExecution",
          "states:SendTaskSuccess");

  private final TreeSet<String> missing = new TreeSet<>();

  /** One that is not missing yet goes missing. */
  String lose(RandomStream details) {
    String action = ACTIONS.get(details.nextInt(ACTIONS.size()));
    missing.add(action);
    return action;
  }

  void restore(String action) {
    missing.remove(action);
  }

  boolean lacks(String action) {
    return missing.contains(action);
  }
}
