package io.servergroup.simulator.rehearsal;

import io.servergroup.simulator.aws.autoscaling.Member;
import io.servergroup.simulator.aws.ec2.Subnet;

/**
 * An Auto Scaling group and a network interface in the same account that belong to no server group.
 * Whatever the control plane does, they must stay as they are.
 */
public final class Bystander {
  private static final String GROUP = "bystander";

  /** A zone without servers of the cluster. */
  public static final String APART = "eu-west-1d";

  private final SimulatedAws aws;
  private final String networkInterface;
  private String instance = "";

  /** In a zone of the cluster. */
  public Bystander(SimulatedAws aws) {
    this(aws, "eu-west-1a");
  }

  public Bystander(SimulatedAws aws, String zone) {
    this.aws = aws;
    Subnet subnet = aws.ec2World().createSubnet("vpc-bystander", zone, "10.1.0.0/24");
    String template =
        aws.ec2()
            .createLaunchTemplate(
                request ->
                    request
                        .launchTemplateName(GROUP)
                        .launchTemplateData(
                            data -> data.imageId("ami-0other").instanceType("t3.small")))
            .launchTemplate()
            .launchTemplateId();
    this.networkInterface =
        aws.ec2()
            .createNetworkInterface(request -> request.subnetId(subnet.id()))
            .networkInterface()
            .networkInterfaceId();
    aws.autoScaling()
        .createAutoScalingGroup(
            request ->
                request
                    .autoScalingGroupName(GROUP)
                    .minSize(1)
                    .maxSize(1)
                    .desiredCapacity(1)
                    .vpcZoneIdentifier(subnet.id())
                    .launchTemplate(t -> t.launchTemplateId(template).version("1")));
  }

  /** Remembers how it is now. */
  public void remember() {
    instance = newest();
  }

  /** Tells of every change since it was remembered. */
  public void compare(Violations violations) {
    if (!newest().equals(instance)) {
      violations.add("the instance of a group of nobody's was replaced: " + instance);
    }
    if (aws.ec2World().interfaces().require(networkInterface).attachment() != null) {
      violations.add("an interface of nobody's was attached: " + networkInterface);
    }
  }

  private String newest() {
    return aws.newestOf(GROUP).map(Member::instanceId).orElse("");
  }
}
