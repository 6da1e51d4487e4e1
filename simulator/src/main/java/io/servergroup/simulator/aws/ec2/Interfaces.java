package io.servergroup.simulator.aws.ec2;

import io.servergroup.simulator.aws.world.Account;
import io.servergroup.simulator.aws.world.Catalog;
import io.servergroup.simulator.aws.world.WorldTimings.Odds;
import io.servergroup.simulator.aws.world.WorldTimings.Step;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** All network interfaces, and what attaches and detaches them. */
public final class Interfaces {
  private final Account account;
  private final Instances instances;
  private final Map<String, Eni> byAttachment = new HashMap<>();
  private final Catalog<Eni> catalog =
      new Catalog<Eni>("network interface")
          .field("network-interface-id", Eni::id)
          .field("status", eni -> eni.available() ? "available" : "in-use")
          .field("availability-zone", eni -> eni.subnet().zone())
          .field("subnet-id", eni -> eni.subnet().id())
          .field("vpc-id", eni -> eni.subnet().vpcId())
          .field("private-ip-address", Eni::privateAddress)
          .field("description", Eni::description)
          .field("attachment.instance-id", held(attachment -> attachment.instance().id()))
          .field("attachment.status", held(attachment -> attachment.state().toString()))
          .field("attachment.device-index", held(Attachment::device))
          .field("attachment.attachment-id", held(Attachment::id))
          .index("attachment.instance-id", this::of);
  private DetachDelays delays = (resource, from) -> Duration.ZERO;
  private AttachDelays attachDelays = (resource, to) -> Duration.ZERO;

  Interfaces(Account account, Instances instances) {
    this.account = account;
    this.instances = instances;
    instances.listen(this::releaseTerminated);
  }

  public Catalog<Eni> catalog() {
    return catalog;
  }

  /** Makes later detaches take longer. */
  public void setDelays(DetachDelays delays) {
    this.delays = delays;
  }

  /** Makes later attaches take longer; the first interface of an instance is there at once. */
  public void setAttachDelays(AttachDelays delays) {
    this.attachDelays = delays;
  }

  /**
   * The interface with an id.
   *
   * @throws software.amazon.awssdk.services.ec2.model.Ec2Exception
   *     InvalidNetworkInterfaceID.NotFound
   */
  public Eni require(String id) {
    Eni eni = catalog.get(id);
    if (eni == null) {
      throw Ec2Error.of(
          "InvalidNetworkInterfaceID.NotFound",
          "The networkInterface ID '" + id + "' does not exist");
    }
    return eni;
  }

  public Eni create(Subnet subnet, String description, Map<String, String> tags) {
    Eni eni =
        new Eni(
            account.newId("eni"),
            account.nextSequence(),
            subnet,
            subnet.takeAddress(),
            description);
    catalog.add(eni);
    tags.forEach((key, value) -> catalog.tag(eni, key, value));
    account.changed("ec2", eni.id(), "created in " + subnet.id() + ": " + eni.privateAddress());
    return eni;
  }

  /** Deletes an interface that nothing holds. */
  public void delete(Eni eni) {
    if (!eni.available() || eni.attachment() != null) {
      throw inUse(eni);
    }
    remove(eni);
  }

  /** Gives a new instance its first interface, which lives and dies with it. */
  void createPrimary(Instance instance) {
    Eni eni = create(instance.subnet(), "", Map.of());
    hold(eni, instance, 0, true).move(AttachmentState.ATTACHED, account.now());
    eni.touch();
  }

  /**
   * Begins to attach an interface.
   *
   * @throws software.amazon.awssdk.services.ec2.model.Ec2Exception for every reason EC2 has
   */
  public Attachment attach(String eniId, String instanceId, int deviceIndex) {
    Eni eni = require(eniId);
    Instance instance = instances.require(instanceId);
    if (eni.attachment() != null) {
      throw inUse(eni);
    }
    AttachRules.checkInterface(eni, instance, deviceIndex);
    Attachment attachment = hold(eni, instance, deviceIndex, false);
    account.changed("ec2", eni.id(), "attaching to " + instanceId + " at " + deviceIndex);
    account.after(
        account.draw(Step.INTERFACE_ATTACH, eniId).plus(attachDelays.extra(eniId, instance)),
        "attach " + eniId,
        () -> {
          if (attachment.state() == AttachmentState.ATTACHING) {
            move(eni, AttachmentState.ATTACHED);
          }
        });
    return attachment;
  }

  /**
   * Begins to detach an interface. Asking again while it detaches changes nothing; AWS does not
   * document its answer to that.
   *
   * @throws software.amazon.awssdk.services.ec2.model.Ec2Exception InvalidAttachmentID.NotFound,
   *     OperationNotPermitted
   */
  public void detach(String attachmentId) {
    Eni eni = byAttachment.get(attachmentId);
    if (eni == null || eni.attachment().state() == AttachmentState.DETACHED) {
      throw Ec2Error.of(
          "InvalidAttachmentID.NotFound",
          "The attachment ID '" + attachmentId + "' does not exist");
    }
    Attachment attachment = eni.attachment();
    if (attachment.device().equals("0")) {
      throw Ec2Error.of(
          "OperationNotPermitted",
          "The network interface at device index 0 and networkCard index 0 cannot be detached.");
    }
    if (attachment.state() == AttachmentState.DETACHING) {
      return;
    }
    move(eni, AttachmentState.DETACHING);
    Duration usual =
        account.draw(
            account.happens(Odds.SLOW_DETACH, eni.id())
                ? Step.INTERFACE_DETACH_SLOW
                : Step.INTERFACE_DETACH,
            eni.id());
    account.after(
        usual.plus(delays.extra(eni.id(), attachment.instance())),
        "detach " + eni.id(),
        () -> {
          if (attachment.state() == AttachmentState.DETACHING) {
            release(eni);
          }
        });
  }

  /**
   * Decides whether an interface dies with the instance it is attached to.
   *
   * @throws software.amazon.awssdk.services.ec2.model.Ec2Exception InvalidAttachmentID.NotFound
   */
  public void setDeleteOnTermination(Eni eni, String attachmentId, boolean delete) {
    if (byAttachment.get(attachmentId) != eni
        || eni.attachment().state() == AttachmentState.DETACHED) {
      throw Ec2Error.of(
          "InvalidAttachmentID.NotFound",
          "The attachment ID '" + attachmentId + "' does not exist");
    }
    eni.attachment().setDeleteOnTermination(delete);
    eni.touch();
    eni.attachment().instance().touch();
    account.changed("ec2", eni.id(), "delete on termination: " + delete);
  }

  /** The interface that shows this attachment now; empty when none does any more. */
  public Optional<Eni> showing(String attachmentId) {
    return Optional.ofNullable(byAttachment.get(attachmentId));
  }

  /** The interfaces an instance holds. */
  private Collection<Eni> of(String instanceId) {
    Instance instance = instances.catalog().get(instanceId);
    return instance == null ? List.of() : instance.interfaces().values();
  }

  private Attachment hold(Eni eni, Instance instance, int deviceIndex, boolean delete) {
    Attachment attachment =
        new Attachment(
            account.newId("eni-attach"),
            instance,
            Integer.toString(deviceIndex),
            delete,
            account.now());
    byAttachment.put(attachment.id(), eni);
    eni.setAttachment(attachment);
    instance.put(deviceIndex, eni);
    return attachment;
  }

  private void releaseTerminated(Instance instance) {
    if (instance.state() != InstanceState.TERMINATED) {
      return;
    }
    for (Eni eni : List.copyOf(instance.interfaces().values())) {
      boolean delete = eni.attachment().deleteOnTermination();
      release(eni);
      if (delete) {
        remove(eni);
      }
    }
  }

  /** Ends the attachment; for a moment it still shows, and refuses others. */
  private void release(Eni eni) {
    Attachment ended = eni.attachment();
    ended.instance().removeInterface(Integer.parseInt(ended.device()));
    move(eni, AttachmentState.DETACHED);
    account.after(
        Step.INTERFACE_LINGER,
        "last attachment of " + eni.id() + " vanishes",
        () -> {
          byAttachment.remove(ended.id());
          eni.setAttachment(null);
          account.changedSilently();
        });
  }

  private void move(Eni eni, AttachmentState to) {
    Attachment attachment = eni.attachment();
    attachment.move(to, account.now());
    eni.touch();
    attachment.instance().touch();
    account.changed(
        "ec2",
        eni.id(),
        to + (to == AttachmentState.ATTACHED ? " to " : " from ") + attachment.instance().id());
  }

  private void remove(Eni eni) {
    catalog.remove(eni);
    if (eni.attachment() != null) {
      byAttachment.remove(eni.attachment().id());
    }
    eni.subnet().giveBack(eni.privateAddress());
    account.changed("ec2", eni.id(), "deleted");
  }

  private RuntimeException inUse(Eni eni) {
    String message = "Interface: [" + eni.id() + "] in use.";
    return account.happens(Odds.IN_USE_AS_INVALID_PARAMETER, eni.id())
        ? Ec2Error.of("InvalidParameterValue", message)
        : Ec2Error.of("InvalidNetworkInterface.InUse", message);
  }

  private static Function<Eni, String> held(Function<Attachment, String> value) {
    return eni -> eni.available() ? null : value.apply(eni.attachment());
  }
}
