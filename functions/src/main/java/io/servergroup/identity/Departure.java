package io.servergroup.identity;

import io.servergroup.group.EarlyRelease;
import io.servergroup.group.LifecycleHook.Transition;
import io.servergroup.group.LifecycleState;
import io.servergroup.group.NetworkInterface;
import io.servergroup.group.Slot;
import io.servergroup.group.SlotIndex;
import io.servergroup.group.Volume;
import io.servergroup.identity.IdentityAction.Complete;
import io.servergroup.identity.IdentityAction.Complete.Verdict;
import io.servergroup.identity.IdentityAction.DetachInterface;
import io.servergroup.identity.IdentityAction.DetachVolume;
import io.servergroup.identity.IdentityAction.KeepInterface;
import io.servergroup.identity.Situation.Member;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An instance in {@code Terminating:Wait}, or at the door of a warm pool: it gives back what the
 * group releases early, and always goes on. Its record stays, because the slot's address does not
 * change. One that is to get another root volume goes on, too, and keeps all it has.
 */
final class Departure {
  private static final List<Transition> BOTH =
      List.of(Transition.LAUNCHING, Transition.TERMINATING);

  private static final String LOST = "it would be deleted with the instance";

  private final Situation situation;
  private final Draft draft;

  Departure(Situation situation, Draft draft) {
    this.situation = situation;
    this.draft = draft;
  }

  void of(Member member) {
    String instance = member.instance().id();
    Optional<String> refusal = situation.refusalOf(instance);
    giveBack(member, refusal.isPresent());
    draft.end(
        new Complete(member.group().name(), Transition.TERMINATING, Verdict.CONTINUE, instance),
        serverOf(member),
        refusal
            .map(text -> "terminating in any case, although: " + text)
            .orElse("what its server needs is given back, or comes free when it is shut down"));
  }

  /**
   * An instance of a warm pool, where nobody needs a slot. The same state is held by the launch
   * hook when it is new and by the terminate hook when it comes back from service; nothing but the
   * event tells which, so both are told to go on.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/autoscaling/ec2/userguide/warm-pool-instance-lifecycle.html">Lifecycle
   *     state transitions for instances in a warm pool</a>
   */
  void ofPool(Member member) {
    String instance = member.instance().id();
    giveBack(member, situation.refusalOf(instance).isPresent());
    for (Transition transition : hooksOf(member.instance().state())) {
      draft.end(
          new Complete(member.group().name(), transition, Verdict.CONTINUE, instance),
          serverOf(member),
          "it needs no slot in the warm pool");
    }
  }

  /**
   * An instance whose root volume an instance refresh is about to replace: it keeps interface and
   * volumes, and is the same server afterwards. AWS says that a hook holds it and not which one, so
   * both are told to go on.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/autoscaling/ec2/userguide/replace-root-volume.html">Replace
   *     root volumes during instance refresh</a>
   */
  void ofRootVolume(Member member) {
    for (Transition transition : BOTH) {
      draft.end(
          new Complete(member.group().name(), transition, Verdict.CONTINUE, member.instance().id()),
          serverOf(member),
          "its root volume is replaced, and it stays what it is");
    }
  }

  private OptionalInt serverOf(Member member) {
    return new SlotIndex(situation.group())
        .heldBy(member.instance().id())
        .map(slot -> OptionalInt.of(slot.index()))
        .orElse(member.group().index());
  }

  private static List<Transition> hooksOf(LifecycleState state) {
    return state == LifecycleState.WARMED_PENDING_WAIT ? BOTH : List.of(Transition.TERMINATING);
  }

  /**
   * @param refused whether AWS has refused some of it; then only what would be lost is tried
   */
  private void giveBack(Member member, boolean refused) {
    String instance = member.instance().id();
    EarlyRelease early = situation.policyOf(member.group()).earlyRelease();
    for (Slot slot : situation.group().slots()) {
      if (refused) {
        rescue(slot, instance);
      } else {
        release(slot, instance, early);
      }
    }
  }

  /** What goes on existing whatever becomes of the instance is left to its end. */
  private void rescue(Slot slot, String instance) {
    attachmentOf(instance, slot)
        .filter(attachment -> attachment.deleteOnTermination())
        .filter(attachment -> attachment.status().equals("attached"))
        .ifPresent(attachment -> draft.attempt(detach(slot, attachment), LOST));
    slot.volumes().forEach(volume -> release(slot, volume, instance, EarlyRelease.NOTHING));
  }

  private void release(Slot slot, String instance, EarlyRelease early) {
    attachmentOf(instance, slot).ifPresent(attachment -> release(slot, attachment, early));
    slot.volumes().forEach(volume -> release(slot, volume, instance, early));
  }

  /** Another instance may have it by now. */
  private static Optional<NetworkInterface.Attachment> attachmentOf(String instance, Slot slot) {
    return slot.networkInterface()
        .attachment()
        .filter(attachment -> attachment.instanceId().equals(instance));
  }

  private void release(Slot slot, NetworkInterface.Attachment attachment, EarlyRelease early) {
    if (attachment.status().equals("detached")) {
      return;
    }
    if (attachment.deleteOnTermination()) {
      draft.step(
          new KeepInterface(
              slot.index(), slot.networkInterface().id(), attachment.id(), attachment.instanceId()),
          LOST);
    }
    if (early != EarlyRelease.NOTHING && attachment.status().equals("attached")) {
      draft.attempt(detach(slot, attachment), "the instance is drained and terminating");
    }
  }

  private static DetachInterface detach(Slot slot, NetworkInterface.Attachment attachment) {
    return new DetachInterface(
        slot.index(), slot.networkInterface().id(), attachment.id(), attachment.instanceId());
  }

  private void release(Slot slot, Volume volume, String instance, EarlyRelease early) {
    if (!volume.isAttachedTo(instance)) {
      return;
    }
    boolean lost = volume.attachment().map(Volume.Attachment::deleteOnTermination).orElse(false);
    // Mounted, it comes free when the instance is shut down, as without an early release.
    boolean released = early == EarlyRelease.EVERYTHING && !volume.isMountedBy(instance);
    if (lost || released) {
      draft.attempt(
          new DetachVolume(slot.index(), volume.id(), instance),
          lost ? LOST : "the instance is drained and terminating");
    }
  }
}
