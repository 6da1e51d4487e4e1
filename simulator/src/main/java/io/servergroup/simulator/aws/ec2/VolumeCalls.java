package io.servergroup.simulator.aws.ec2;

import io.servergroup.simulator.aws.world.Page;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.AttachVolumeRequest;
import software.amazon.awssdk.services.ec2.model.AttachVolumeResponse;
import software.amazon.awssdk.services.ec2.model.CreateVolumeRequest;
import software.amazon.awssdk.services.ec2.model.CreateVolumeResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVolumesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVolumesResponse;
import software.amazon.awssdk.services.ec2.model.DetachVolumeRequest;
import software.amazon.awssdk.services.ec2.model.DetachVolumeResponse;
import software.amazon.awssdk.services.ec2.model.Volume;
import software.amazon.awssdk.services.ec2.model.VolumeAttachment;
import software.amazon.awssdk.services.ec2.model.VolumeState;

/** The operations on EBS volumes. */
final class VolumeCalls {
  private static final int USUAL_SIZE = 8;
  private static final String USUAL_TYPE = "gp2";

  private final Volumes volumes;

  VolumeCalls(Volumes volumes) {
    this.volumes = volumes;
  }

  DescribeVolumesResponse describe(DescribeVolumesRequest request) {
    Requests.notBoth(request.volumeIds(), request.maxResults(), "volumeSet");
    Page<EbsVolume> page =
        volumes
            .catalog()
            .page(
                Requests.named(request.volumeIds(), volumes::require),
                Requests.conditions(request.filters()),
                request.nextToken(),
                Requests.pageSize(request.maxResults()));
    return DescribeVolumesResponse.builder()
        .volumes(page.items().stream().map(VolumeCalls::view).toList())
        .nextToken(page.nextToken())
        .build();
  }

  CreateVolumeResponse create(CreateVolumeRequest request) {
    EbsVolume volume =
        volumes.create(
            request.availabilityZone(),
            request.size() == null ? USUAL_SIZE : request.size(),
            request.volumeType() == null ? USUAL_TYPE : request.volumeTypeAsString(),
            Requests.tags(request.tagSpecifications(), "volume"));
    return CreateVolumeResponse.builder()
        .volumeId(volume.id())
        .availabilityZone(volume.zone())
        .size(volume.gibibytes())
        .volumeType(volume.type())
        .createTime(volume.created())
        .state(VolumeState.CREATING)
        .tags(Requests.tags(volume.tags()))
        .build();
  }

  AttachVolumeResponse attach(AttachVolumeRequest request) {
    Attachment attachment =
        volumes.attach(request.volumeId(), request.instanceId(), request.device());
    return AttachVolumeResponse.builder()
        .volumeId(request.volumeId())
        .instanceId(attachment.instance().id())
        .device(attachment.device())
        .attachTime(attachment.since())
        .deleteOnTermination(attachment.deleteOnTermination())
        .state(attachment.state().toString())
        .build();
  }

  DetachVolumeResponse detach(DetachVolumeRequest request) {
    if (Boolean.TRUE.equals(request.force())) {
      throw new UnsupportedOperationException(
          "DetachVolume with Force is not simulated: nothing here may force a detach");
    }
    Attachment attachment = volumes.detach(request.volumeId(), request.instanceId());
    return DetachVolumeResponse.builder()
        .volumeId(request.volumeId())
        .instanceId(attachment.instance().id())
        .device(attachment.device())
        .attachTime(attachment.since())
        .deleteOnTermination(attachment.deleteOnTermination())
        .state(attachment.state().toString())
        .build();
  }

  private static Volume view(EbsVolume volume) {
    return volume.view(
        Volume.class,
        () ->
            Volume.builder()
                .volumeId(volume.id())
                .availabilityZone(volume.zone())
                .size(volume.gibibytes())
                .volumeType(volume.type())
                .createTime(volume.created())
                .state(volume.attachment() == null ? VolumeState.AVAILABLE : VolumeState.IN_USE)
                .attachments(attachments(volume))
                .tags(Requests.tags(volume.tags()))
                .build());
  }

  private static List<VolumeAttachment> attachments(EbsVolume volume) {
    Attachment attachment = volume.attachment();
    return attachment == null
        ? List.of()
        : List.of(
            VolumeAttachment.builder()
                .volumeId(volume.id())
                .instanceId(attachment.instance().id())
                .device(attachment.device())
                .attachTime(attachment.since())
                .deleteOnTermination(attachment.deleteOnTermination())
                .state(attachment.state().toString())
                .build());
  }
}
