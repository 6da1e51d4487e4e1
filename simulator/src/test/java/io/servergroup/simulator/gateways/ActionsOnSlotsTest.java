package io.servergroup.simulator.gateways;

import static io.servergroup.simulator.gateways.SmallAccount.assertOutcome;
import static io.servergroup.simulator.gateways.SmallAccount.server;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.aws.Outcome;
import io.servergroup.identity.IdentityAction.AttachInterface;
import io.servergroup.identity.IdentityAction.AttachVolume;
import io.servergroup.identity.IdentityAction.DetachInterface;
import io.servergroup.identity.IdentityAction.DetachVolume;
import io.servergroup.identity.IdentityAction.KeepInterface;
import io.servergroup.identity.IdentityAction.TagInstance;
import io.servergroup.simulator.aws.ec2.AttachmentState;
import io.servergroup.simulator.aws.ec2.EbsVolume;
import io.servergroup.simulator.aws.ec2.Eni;
import io.servergroup.simulator.aws.ec2.Instance;
import io.servergroup.simulator.aws.ec2.LaunchOrder;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;

/** What EC2 makes of our actions, done once, done twice and done too late. */
final class ActionsOnSlotsTest {
  private final SmallAccount account = new SmallAccount();
  private final Eni eni = account.eni(account.subnetA, server("0"));

  @Test
  void attachingTwiceLeavesTheInterfaceWhereItIs() {
    Instance instance = account.running(account.subnetA);
    AttachInterface attach = new AttachInterface(0, eni.id(), instance.id());

    assertOutcome(Outcome.Done.class, account.perform(attach));
    assertOutcome(Outcome.WorldDiffers.class, account.perform(attach));
    account.pass(60);
    assertOutcome(Outcome.WorldDiffers.class, account.perform(attach));

    assertSame(instance, eni.holder());
    assertEquals(AttachmentState.ATTACHED, eni.attachment().state());
  }

  @Test
  void anInterfaceThatAnotherInstanceHasIsNeverTaken() {
    Instance first = account.running(account.subnetA);
    Instance second = account.running(account.subnetA);
    account.perform(new AttachInterface(0, eni.id(), first.id()));
    account.pass(60);

    assertOutcome(
        Outcome.WorldDiffers.class, account.perform(new AttachInterface(0, eni.id(), second.id())));

    assertSame(first, eni.holder());
  }

  @Test
  void anInterfaceInUseIsAStateAlsoWhenEc2CallsItAWrongParameter() {
    SmallAccount other = new SmallAccount(1);
    Eni interfaceInUse = other.eni(other.subnetA, server("0"));
    Instance first = other.running(other.subnetA);
    Instance second = other.running(other.subnetA);
    other.perform(new AttachInterface(0, interfaceInUse.id(), first.id()));

    Outcome.WorldDiffers refused =
        assertOutcome(
            Outcome.WorldDiffers.class,
            other.perform(new AttachInterface(0, interfaceInUse.id(), second.id())));

    assertTrue(refused.detail().contains("InvalidParameterValue"), refused::detail);
  }

  @Test
  void aTakenDeviceIndexCallsForAnotherLook() {
    Eni other = account.eni(account.subnetA, server("1"));
    Instance instance = account.running(account.subnetA);
    account.perform(new AttachInterface(1, other.id(), instance.id()));

    assertOutcome(
        Outcome.WorldDiffers.class,
        account.perform(new AttachInterface(0, eni.id(), instance.id())));
  }

  @Test
  void anInstanceThatDoesNotRunYetOrAnyMoreCallsForAnotherLook() {
    Instance pending =
        account
            .aws
            .ec2World()
            .launch(new LaunchOrder(account.template, null, account.subnetA, Map.of()));
    AttachInterface attach = new AttachInterface(0, eni.id(), pending.id());

    assertOutcome(Outcome.WorldDiffers.class, account.perform(attach));
    account.pass(60);
    account.aws.ec2World().instances().terminate(pending);
    assertOutcome(Outcome.WorldDiffers.class, account.perform(attach));
  }

  @Test
  void whatDoesNotExistCallsForAnotherLook() {
    Instance instance = account.running(account.subnetA);

    assertOutcome(
        Outcome.WorldDiffers.class, account.perform(new AttachInterface(0, eni.id(), "i-0")));
    assertOutcome(
        Outcome.WorldDiffers.class,
        account.perform(new AttachInterface(0, "eni-0", instance.id())));
    assertOutcome(
        Outcome.WorldDiffers.class,
        account.perform(new AttachVolume(0, "vol-0", "/dev/sdf", instance.id())));
  }

  @Test
  void anotherZoneIsGivenUpWithAdvice() {
    Instance instance = account.running(account.subnetB);
    EbsVolume volume = account.volume(account.subnetA, server("0"));

    Outcome.GiveUp ofInterface =
        assertOutcome(
            Outcome.GiveUp.class, account.perform(new AttachInterface(0, eni.id(), instance.id())));
    Outcome.GiveUp ofVolume =
        assertOutcome(
            Outcome.GiveUp.class,
            account.perform(new AttachVolume(0, volume.id(), "/dev/sdf", instance.id())));

    assertTrue(ofInterface.detail().contains("one availability zone"), ofInterface::detail);
    assertTrue(ofVolume.detail().contains("one availability zone"), ofVolume::detail);
  }

  @Test
  void anInstanceTypeWithoutRoomIsGivenUpWithAdvice() {
    Instance instance =
        account
            .aws
            .ec2World()
            .launch(new LaunchOrder(account.template, "t3.micro", account.subnetA, Map.of()));
    account.pass(60);
    Eni second = account.eni(account.subnetA, server("1"));
    account.aws.ec2World().interfaces().attach(second.id(), instance.id(), 2);

    Outcome.GiveUp refused =
        assertOutcome(
            Outcome.GiveUp.class, account.perform(new AttachInterface(0, eni.id(), instance.id())));

    assertTrue(refused.detail().contains("instance type"), refused::detail);
  }

  @Test
  void detachingTwiceIsHarmless() {
    Instance instance = account.running(account.subnetA);
    DetachInterface detach = detachmentFrom(instance);

    assertOutcome(Outcome.Done.class, account.perform(detach));
    assertOutcome(Outcome.Done.class, account.perform(detach));
    account.until(() -> eni.holder() == null);
    assertOutcome(Outcome.AlreadyDone.class, account.perform(detach));
  }

  @Test
  void aLateDetachCannotTakeTheInterfaceFromALaterHolder() {
    Instance first = account.running(account.subnetA);
    Instance second = account.running(account.subnetA);
    DetachInterface detach = detachmentFrom(first);
    account.perform(detach);
    account.pass(300);
    account.perform(new AttachInterface(0, eni.id(), second.id()));
    account.pass(60);

    assertOutcome(Outcome.AlreadyDone.class, account.perform(detach));

    assertSame(second, eni.holder());
    assertEquals(AttachmentState.ATTACHED, eni.attachment().state());
  }

  @Test
  void thePrimaryInterfaceOfAnInstanceIsGivenUp() {
    Instance instance = account.running(account.subnetA);
    Eni primary = instance.interfaces().get(0);

    assertOutcome(
        Outcome.GiveUp.class,
        account.perform(
            new DetachInterface(0, primary.id(), primary.attachment().id(), instance.id())));
  }

  @Test
  void keepingAnInterfaceTwiceIsHarmlessAndSavesItFromTheInstancesEnd() {
    Instance instance = account.running(account.subnetA);
    DetachInterface attached = detachmentFrom(instance);
    account.aws.ec2World().interfaces().setDeleteOnTermination(eni, attached.attachmentId(), true);
    KeepInterface keep = new KeepInterface(0, eni.id(), attached.attachmentId(), instance.id());

    assertOutcome(Outcome.Done.class, account.perform(keep));
    assertOutcome(Outcome.Done.class, account.perform(keep));
    assertFalse(eni.attachment().deleteOnTermination());
  }

  @Test
  void keepingAnInterfaceThatIsDetachedByNowCallsForAnotherLook() {
    Instance instance = account.running(account.subnetA);
    DetachInterface attached = detachmentFrom(instance);
    account.perform(attached);
    account.until(() -> eni.holder() == null);

    assertOutcome(
        Outcome.WorldDiffers.class,
        account.perform(new KeepInterface(0, eni.id(), attached.attachmentId(), instance.id())));
  }

  @Test
  void attachingAVolumeTwiceLeavesItWhereItIs() {
    Instance instance = account.running(account.subnetA);
    EbsVolume volume = account.volume(account.subnetA, server("0"));
    AttachVolume attach = new AttachVolume(0, volume.id(), "/dev/sdf", instance.id());

    assertOutcome(Outcome.Done.class, account.perform(attach));
    assertOutcome(Outcome.WorldDiffers.class, account.perform(attach));

    assertSame(instance, volume.attachment().instance());
  }

  @Test
  void aDeviceThatTheImageUsesIsGivenUpWithAdvice() {
    Instance instance = account.running(account.subnetA);
    EbsVolume first = account.volume(account.subnetA, server("0"));
    EbsVolume second = account.volume(account.subnetA, server("0"));
    account.perform(new AttachVolume(0, first.id(), "/dev/sdf", instance.id()));

    Outcome.GiveUp refused =
        assertOutcome(
            Outcome.GiveUp.class,
            account.perform(new AttachVolume(0, second.id(), "/dev/sdf", instance.id())));

    assertTrue(refused.detail().contains("the device that the volume's tag names"));
  }

  @Test
  void detachingAVolumeTwiceIsHarmless() {
    Instance instance = account.running(account.subnetA);
    EbsVolume volume = account.volume(account.subnetA, server("0"));
    account.perform(new AttachVolume(0, volume.id(), "/dev/sdf", instance.id()));
    account.pass(60);
    DetachVolume detach = new DetachVolume(0, volume.id(), instance.id());

    assertOutcome(Outcome.Done.class, account.perform(detach));
    assertOutcome(Outcome.Done.class, account.perform(detach));
    account.until(() -> volume.attachment() == null);
    assertOutcome(Outcome.WorldDiffers.class, account.perform(detach));
    assertNull(volume.attachment());
  }

  @Test
  void aLateDetachCannotTakeAVolumeFromALaterHolder() {
    Instance first = account.running(account.subnetA);
    Instance second = account.running(account.subnetA);
    EbsVolume volume = account.volume(account.subnetA, server("0"));
    account.perform(new AttachVolume(0, volume.id(), "/dev/sdf", second.id()));
    account.pass(60);

    assertOutcome(
        Outcome.AlreadyDone.class, account.perform(new DetachVolume(0, volume.id(), first.id())));

    assertSame(second, volume.attachment().instance());
    assertEquals(AttachmentState.ATTACHED, volume.attachment().state());
  }

  @Test
  void taggingTwiceIsHarmlessAndTaggingNobodyCallsForAnotherLook() {
    Instance instance = account.running(account.subnetA);
    Map<String, String> tags = Map.of("ServerGroupName", "web", "ServerGroupIndex", "0");
    TagInstance tag = new TagInstance(0, tags, instance.id());

    assertOutcome(Outcome.Done.class, account.perform(tag));
    assertOutcome(Outcome.Done.class, account.perform(tag));

    assertEquals("0", instance.tags().get("ServerGroupIndex"));
    assertOutcome(
        Outcome.WorldDiffers.class,
        account.perform(new TagInstance(0, tags, "i-00000000000000000")));
  }

  @Test
  void aMissingPermissionIsGivenUpAndNamesTheAction() {
    Outcome.GiveUp refused =
        assertOutcome(
            Outcome.GiveUp.class,
            account.performRefused(
                new AttachInterface(0, eni.id(), "i-1"),
                Ec2Exception.builder(),
                "UnauthorizedOperation"));

    assertTrue(refused.detail().contains("ec2:AttachNetworkInterface"), refused::detail);
    assertTrue(refused.detail().contains("role"), refused::detail);
  }

  @Test
  void throttlingAndWhatNobodyClassifiedIsTriedAgain() {
    AttachInterface attach = new AttachInterface(0, eni.id(), "i-1");

    for (String code : new String[] {"RequestLimitExceeded", "InternalError", "SomethingNew"}) {
      assertOutcome(
          Outcome.TryAgain.class, account.performRefused(attach, Ec2Exception.builder(), code));
    }
    assertOutcome(
        Outcome.TryAgain.class,
        account.performRefused(
            new TagInstance(0, Map.of("a", "b"), "i-1"),
            Ec2Exception.builder(),
            "ConcurrentTagAccess"));
  }

  /** Attaches the interface; the request that ends this attachment. */
  private DetachInterface detachmentFrom(Instance instance) {
    account.perform(new AttachInterface(0, eni.id(), instance.id()));
    account.pass(60);
    return new DetachInterface(0, eni.id(), eni.attachment().id(), instance.id());
  }
}
