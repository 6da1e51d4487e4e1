package io.servergroup.simulator.aws.ec2;

import io.servergroup.simulator.aws.world.Account;
import io.servergroup.simulator.aws.world.Catalog;
import io.servergroup.simulator.aws.world.WorldTimings.Step;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** All EBS volumes, and what attaches and detaches them. */
public final class Volumes {
  private final Account account;
  private final Instances instances;
  private final Catalog<EbsVolume> catalog =
      new Catalog<EbsVolume>("volume")
          .field("volume-id", EbsVolume::id)
          .field("status", volume -> volume.attachment() == null ? "available" : "in-use")
          .field("availability-zone", EbsVolume::zone)
          .field("attachment.instance-id", held(attachment -> attachment.instance().id()))
          .field("attachment.status", held(attachment -> attachment.state().toString()))
          .field("attachment.device", held(Attachment::device))
          .index("attachment.instance-id", this::of);
  private DetachDelays delays = (resource, from) -> Duration.ZERO;
  private AttachDelays attachDelays = (resource, to) -> Duration.ZERO;

  Volumes(Account account, Instances instances) {
    this.account = account;
    this.instances = instances;
    instances.listen(this::releaseTerminated);
  }

  public Catalog<EbsVolume> catalog() {
    return catalog;
  }

  /** Makes later detaches take longer: the volume is {@code busy} first. */
  public void setDelays(DetachDelays delays) {
    this.delays = delays;
  }

  /** Makes later attaches take longer. */
  public void setAttachDelays(AttachDelays delays) {
    this.attachDelays = delays;
  }

  /**
   * The volume with an id.
   *
   * @throws software.amazon.awssdk.services.ec2.model.Ec2Exception InvalidVolume.NotFound
   */
  public EbsVolume require(String id) {
    EbsVolume volume = catalog.get(id);
    if (volume == null) {
      throw Ec2Error.of("InvalidVolume.NotFound", "The volume '" + id + "' does not exist.");
    }
    return volume;
  }

  /** Creates a volume, available at once. */
  public EbsVolume create(String zone, int gibibytes, String type, Map<String, String> tags) {
    EbsVolume volume =
        new EbsVolume(
            account.newId("vol"), account.nextSequence(), zone, gibibytes, type, account.now());
    catalog.add(volume);
    tags.forEach((key, value) -> catalog.tag(volume, key, value));
    account.changed("ec2", volume.id(), "created in " + zone);
    return volume;
  }

  /**
   * Begins to attach a volume.
   *
   * @throws software.amazon.awssdk.services.ec2.model.Ec2Exception for every reason EC2 has
   */
  public Attachment attach(String volumeId, String instanceId, String device) {
    EbsVolume volume = require(volumeId);
    Instance instance = instances.require(instanceId);
    if (volume.attachment() != null) {
      throw Ec2Error.of("VolumeInUse", volumeId + " is already attached to an instance");
    }
    AttachRules.checkVolume(volume, instance, device);
    Attachment attachment = new Attachment(volumeId, instance, device, false, account.now());
    volume.setAttachment(attachment);
    instance.put(device, volume);
    account.changed("ec2", volumeId, "attaching to " + instanceId + " as " + device);
    account.after(
        account.draw(Step.VOLUME_ATTACH).plus(attachDelays.extra(volumeId, instance)),
        "attach " + volumeId,
        () -> {
          if (attachment.state() == AttachmentState.ATTACHING) {
            move(volume, AttachmentState.ATTACHED);
          }
        });
    return attachment;
  }

  /**
   * Begins to detach a volume; it stays busy for as long as it is mounted, and for the extra time a
   * detach takes.
   *
   * @param instanceId null for whichever has it
   * @throws software.amazon.awssdk.services.ec2.model.Ec2Exception IncorrectState,
   *     InvalidAttachment.NotFound
   */
  public Attachment detach(String volumeId, String instanceId) {
    EbsVolume volume = require(volumeId);
    Attachment attachment = volume.attachment();
    if (attachment == null) {
      throw Ec2Error.of("IncorrectState", "Volume '" + volumeId + "' is in the 'available' state.");
    }
    if (instanceId != null && !attachment.instance().id().equals(instanceId)) {
      throw Ec2Error.of(
          "InvalidAttachment.NotFound",
          "The volume '%s' is not attached to instance '%s'.".formatted(volumeId, instanceId));
    }
    switch (attachment.state()) {
      case DETACHING, BUSY, DETACHED -> {}
      case ATTACHING, ATTACHED -> {
        if (volume.mounted()) {
          move(volume, AttachmentState.BUSY);
        } else {
          letGo(volume);
        }
      }
    }
    return attachment;
  }

  /** Says whether the instance that has a volume has mounted it. */
  public void setMounted(EbsVolume volume, boolean mounted) {
    volume.setMounted(mounted);
    account.changed("ec2", volume.id(), mounted ? "mounted" : "unmounted");
    if (!mounted
        && volume.attachment() != null
        && volume.attachment().state() == AttachmentState.BUSY) {
      letGo(volume);
    }
  }

  private void letGo(EbsVolume volume) {
    Attachment attachment = volume.attachment();
    Duration busy = delays.extra(volume.id(), attachment.instance());
    if (!busy.isPositive()) {
      beginDetach(volume);
      return;
    }
    if (attachment.state() != AttachmentState.BUSY) {
      move(volume, AttachmentState.BUSY);
    }
    account.after(
        busy,
        "let go of " + volume.id(),
        () -> {
          if (attachment.state() == AttachmentState.BUSY && !volume.mounted()) {
            beginDetach(volume);
          }
        });
  }

  private void beginDetach(EbsVolume volume) {
    Attachment attachment = volume.attachment();
    move(volume, AttachmentState.DETACHING);
    account.after(
        Step.VOLUME_DETACH,
        "detach " + volume.id(),
        () -> {
          if (attachment.state() == AttachmentState.DETACHING) {
            release(volume);
          }
        });
  }

  private void releaseTerminated(Instance instance) {
    if (instance.state() == InstanceState.TERMINATED) {
      List.copyOf(instance.volumes().values()).forEach(this::release);
    }
  }

  private void release(EbsVolume volume) {
    Attachment ended = volume.attachment();
    move(volume, AttachmentState.DETACHED);
    ended.instance().removeVolume(ended.device());
    volume.setMounted(false);
    volume.setAttachment(null);
  }

  private void move(EbsVolume volume, AttachmentState to) {
    Attachment attachment = volume.attachment();
    attachment.move(to, account.now());
    volume.touch();
    attachment.instance().touch();
    account.changed(
        "ec2",
        volume.id(),
        to + (to == AttachmentState.ATTACHED ? " to " : " from ") + attachment.instance().id());
  }

  private Collection<EbsVolume> of(String instanceId) {
    Instance instance = instances.catalog().get(instanceId);
    return instance == null ? List.of() : instance.volumes().values();
  }

  private static Function<EbsVolume, String> held(Function<Attachment, String> value) {
    return volume -> volume.attachment() == null ? null : value.apply(volume.attachment());
  }
}
