package io.servergroup.aws;

import io.servergroup.group.HookNames;
import io.servergroup.identity.IdentityAction;
import io.servergroup.identity.IdentityAction.AttachInterface;
import io.servergroup.identity.IdentityAction.AttachVolume;
import io.servergroup.identity.IdentityAction.Complete;
import io.servergroup.identity.IdentityAction.DetachInterface;
import io.servergroup.identity.IdentityAction.DetachVolume;
import io.servergroup.identity.IdentityAction.Heartbeat;
import io.servergroup.identity.IdentityAction.KeepInterface;
import io.servergroup.identity.IdentityAction.TagInstance;
import io.servergroup.identity.IdentityAction.UpsertRecord;

/** Performs the actions that identity decisions ask for, one call each. */
public final class IdentityGateway {
  private final SlotGateway slots;
  private final RecordGateway records;
  private final InstanceGateway instances;
  private final LifecycleGateway lifecycle;

  public IdentityGateway(AwsClients clients, HookNames hooks) {
    this.slots = new SlotGateway(clients.ec2());
    this.records = new RecordGateway(clients::route53);
    this.instances = new InstanceGateway(clients);
    this.lifecycle = new LifecycleGateway(clients.autoScaling(), hooks);
  }

  /** Performs an action; what AWS refuses is an outcome, not an exception. */
  public Outcome perform(IdentityAction action) {
    return switch (action) {
      case AttachInterface attach -> slots.attach(attach);
      case KeepInterface keep -> slots.keep(keep);
      case DetachInterface detach -> slots.detach(detach);
      case AttachVolume attach -> slots.attach(attach);
      case DetachVolume detach -> slots.detach(detach);
      case UpsertRecord upsert -> records.upsert(upsert);
      case TagInstance tag -> instances.tag(tag);
      case Complete complete -> lifecycle.complete(complete);
      case Heartbeat heartbeat -> lifecycle.heartbeat(heartbeat);
    };
  }
}
