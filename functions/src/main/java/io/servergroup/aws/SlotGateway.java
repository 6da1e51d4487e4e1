package io.servergroup.aws;

import io.servergroup.identity.IdentityAction.AttachInterface;
import io.servergroup.identity.IdentityAction.AttachVolume;
import io.servergroup.identity.IdentityAction.DetachInterface;
import io.servergroup.identity.IdentityAction.DetachVolume;
import io.servergroup.identity.IdentityAction.KeepInterface;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** Attaches and detaches what a slot is made of. Nothing is ever detached by force. */
final class SlotGateway {
  private final Ec2Client ec2;

  SlotGateway(Ec2Client ec2) {
    this.ec2 = ec2;
  }

  Outcome attach(AttachInterface action) {
    return Calls.attempt(
        "ec2:AttachNetworkInterface",
        () ->
            ec2.attachNetworkInterface(
                request ->
                    request
                        .networkInterfaceId(action.interfaceId())
                        .instanceId(action.subject())
                        .deviceIndex(AttachInterface.DEVICE_INDEX)));
  }

  Outcome keep(KeepInterface action) {
    return Calls.attempt(
        "ec2:ModifyNetworkInterfaceAttribute",
        () ->
            ec2.modifyNetworkInterfaceAttribute(
                request ->
                    request
                        .networkInterfaceId(action.interfaceId())
                        .attachment(
                            change ->
                                change
                                    .attachmentId(action.attachmentId())
                                    .deleteOnTermination(false))));
  }

  Outcome detach(DetachInterface action) {
    return Calls.attempt(
        "ec2:DetachNetworkInterface",
        () -> ec2.detachNetworkInterface(request -> request.attachmentId(action.attachmentId())),
        error -> gone(error, "InvalidAttachmentID.NotFound"));
  }

  Outcome attach(AttachVolume action) {
    return Calls.attempt(
        "ec2:AttachVolume",
        () ->
            ec2.attachVolume(
                request ->
                    request
                        .volumeId(action.volumeId())
                        .instanceId(action.subject())
                        .device(action.device())));
  }

  Outcome detach(DetachVolume action) {
    return Calls.attempt(
        "ec2:DetachVolume",
        // With the instance named, EC2 refuses when another one has the volume by now.
        () ->
            ec2.detachVolume(
                request -> request.volumeId(action.volumeId()).instanceId(action.subject())),
        error -> gone(error, "InvalidAttachment.NotFound"));
  }

  private static Optional<Outcome> gone(SdkException error, String code) {
    return ErrorReaction.code(error).equals(code)
        ? Optional.of(new Outcome.AlreadyDone("detached already"))
        : Optional.empty();
  }
}
