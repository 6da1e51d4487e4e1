package io.servergroup.simulator.aws.ec2;

import io.servergroup.simulator.aws.world.Lifecycle;
import java.time.Instant;

/** That an interface or a volume belongs to an instance. */
public final class Attachment {
  private final String id;
  private final Instance instance;
  private final String device;
  private final Instant since;
  private final Lifecycle<AttachmentState> lifecycle;
  private boolean deleteOnTermination;

  Attachment(
      String id, Instance instance, String device, boolean deleteOnTermination, Instant now) {
    this.id = id;
    this.instance = instance;
    this.device = device;
    this.since = now;
    this.lifecycle = new Lifecycle<>("attachment " + id, AttachmentState.ATTACHING, now);
    this.deleteOnTermination = deleteOnTermination;
  }

  public String id() {
    return id;
  }

  public Instance instance() {
    return instance;
  }

  /** An interface's device index as a number, or a volume's device name. */
  public String device() {
    return device;
  }

  public AttachmentState state() {
    return lifecycle.state();
  }

  public boolean deleteOnTermination() {
    return deleteOnTermination;
  }

  Instant since() {
    return since;
  }

  void setDeleteOnTermination(boolean deleteOnTermination) {
    this.deleteOnTermination = deleteOnTermination;
  }

  void move(AttachmentState to, Instant now) {
    lifecycle.move(to, now);
  }
}
