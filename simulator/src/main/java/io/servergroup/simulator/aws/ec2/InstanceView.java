package io.servergroup.simulator.aws.ec2;

import io.servergroup.simulator.aws.world.Account;
import software.amazon.awssdk.services.ec2.model.InstanceBlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterface;
import software.amazon.awssdk.services.ec2.model.InstanceState;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceStatus;

/** How DescribeInstances shows an instance. */
final class InstanceView {
  private InstanceView() {}

  static software.amazon.awssdk.services.ec2.model.Instance of(Instance instance) {
    Eni primary = instance.interfaces().get(0);
    var view =
        software.amazon.awssdk.services.ec2.model.Instance.builder()
            .instanceId(instance.id())
            .imageId(instance.imageId())
            .instanceType(instance.type())
            .launchTime(instance.launched())
            .placement(placement -> placement.availabilityZone(instance.zone()))
            .state(state(instance.state()))
            .stateTransitionReason(instance.endReason())
            .tags(Requests.tags(instance.tags()))
            .networkInterfaces(
                instance.interfaces().values().stream()
                    .map(InstanceView::networkInterface)
                    .toList())
            .blockDeviceMappings(
                instance.volumes().entrySet().stream()
                    .map(entry -> mapping(entry.getKey(), entry.getValue()))
                    .toList());
    if (primary != null) {
      view.subnetId(instance.subnet().id())
          .vpcId(instance.subnet().vpcId())
          .privateIpAddress(primary.privateAddress());
    }
    return view.build();
  }

  static InstanceState state(io.servergroup.simulator.aws.ec2.InstanceState state) {
    return InstanceState.builder().code(state.code()).name(state.toString()).build();
  }

  private static InstanceNetworkInterface networkInterface(Eni eni) {
    Attachment attachment = eni.attachment();
    return InstanceNetworkInterface.builder()
        .networkInterfaceId(eni.id())
        .description(eni.description())
        .ownerId(Account.ID)
        .privateIpAddress(eni.privateAddress())
        .status(NetworkInterfaceStatus.IN_USE)
        .subnetId(eni.subnet().id())
        .vpcId(eni.subnet().vpcId())
        .attachment(
            shown ->
                shown
                    .attachmentId(attachment.id())
                    .attachTime(attachment.since())
                    .deleteOnTermination(attachment.deleteOnTermination())
                    .deviceIndex(Integer.valueOf(attachment.device()))
                    .networkCardIndex(0)
                    .status(attachment.state().toString()))
        .build();
  }

  private static InstanceBlockDeviceMapping mapping(String device, EbsVolume volume) {
    Attachment attachment = volume.attachment();
    return InstanceBlockDeviceMapping.builder()
        .deviceName(device)
        .ebs(
            shown ->
                shown
                    .volumeId(volume.id())
                    .attachTime(attachment.since())
                    .deleteOnTermination(attachment.deleteOnTermination())
                    .status(
                        attachment.state() == AttachmentState.BUSY
                            ? "detaching"
                            : attachment.state().toString()))
        .build();
  }
}
