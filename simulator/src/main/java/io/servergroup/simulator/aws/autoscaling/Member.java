package io.servergroup.simulator.aws.autoscaling;

import io.servergroup.simulator.aws.ec2.Instance;
import io.servergroup.simulator.aws.world.Lifecycle;
import io.servergroup.simulator.kernel.Timer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** An instance as its group sees it. */
public final class Member {
  private final Group group;
  private final Instance instance;
  private final Lifecycle<MemberState> lifecycle;
  private final List<HeldAction> held = new ArrayList<>();
  private boolean healthy = true;
  private boolean scaleInProtected;
  private boolean registered;
  private boolean condemned;
  private boolean released;
  private boolean settling;
  private boolean attached;
  private Place origin = Place.EC2;
  private Activity activity;
  private Instant inServiceSince;
  private Timer healthCheck;
  private Instant healthCheckTime = Instant.MAX;
  private Object view;

  /**
   * @param first in which state it begins
   * @param launch its launch, or what else made it a member
   */
  Member(Group group, Instance instance, MemberState first, Activity launch, Instant now) {
    this.group = group;
    this.instance = instance;
    this.lifecycle =
        new Lifecycle<>("instance " + instance.id() + " of group " + group.id(), first, now);
    this.activity = launch;
    this.scaleInProtected = group.settings().protectNewInstances();
  }

  public Group group() {
    return group;
  }

  public Instance instance() {
    return instance;
  }

  public String instanceId() {
    return instance.id();
  }

  public MemberState state() {
    return lifecycle.state();
  }

  /** Since when it is in its state, and in which it was before. */
  public Lifecycle<MemberState> lifecycle() {
    return lifecycle;
  }

  /** The lifecycle actions that hold it now. */
  public List<HeldAction> heldActions() {
    return Collections.unmodifiableList(held);
  }

  /** What the group thinks of it: {@code HealthStatus}. */
  public boolean healthy() {
    return healthy;
  }

  public boolean scaleInProtected() {
    return scaleInProtected;
  }

  /** Whether the group has registered it with its load balancers. */
  public boolean registered() {
    return registered;
  }

  /** Whether it is to be terminated once its replacement is in service. */
  public boolean condemned() {
    return condemned;
  }

  /** Whether the group has let go of it, so that it may shut down in EC2. */
  boolean released() {
    return released;
  }

  void setReleased() {
    released = true;
  }

  /** Whether no hook holds it any more while EC2 brings it into the state its pool wants. */
  boolean settling() {
    return settling;
  }

  void setSettling(boolean settling) {
    this.settling = settling;
  }

  /** Whether the group did not launch it itself. */
  boolean attached() {
    return attached;
  }

  void setAttached() {
    attached = true;
  }

  /** Where it came from to where it is, or is going to be. */
  Place origin() {
    return origin;
  }

  void setOrigin(Place origin) {
    this.origin = origin;
  }

  /** The state that a step of the group's lifecycle means where this instance is. */
  MemberState step(MemberState ofGroup) {
    return state().pooled() ? ofGroup.inPool() : ofGroup;
  }

  /** Where it is while it leaves, and where it goes to while it comes. */
  Place place() {
    return state().pooled() ? Place.WARM_POOL : Place.GROUP;
  }

  /** When it came into service last; null before. */
  public Instant inServiceSince() {
    return inServiceSince;
  }

  /** Its launch or, later, its termination. */
  Activity activity() {
    return activity;
  }

  List<HeldAction> held() {
    return held;
  }

  void setHealthy(boolean healthy) {
    this.healthy = healthy;
    touch();
  }

  void setScaleInProtected(boolean scaleInProtected) {
    this.scaleInProtected = scaleInProtected;
    touch();
  }

  void setRegistered(boolean registered) {
    this.registered = registered;
  }

  void setCondemned(boolean condemned) {
    this.condemned = condemned;
  }

  void setActivity(Activity activity) {
    this.activity = activity;
  }

  void setInServiceSince(Instant inServiceSince) {
    this.inServiceSince = inServiceSince;
  }

  /** Stops the pending health check, if there is one. */
  void stopHealthCheck() {
    setHealthCheck(null, Instant.MAX);
  }

  void setHealthCheck(Timer next, Instant time) {
    if (healthCheck != null) {
      healthCheck.cancel();
    }
    healthCheck = next;
    healthCheckTime = time;
  }

  /** When its health is looked at next; the end of time when nothing calls for that. */
  Instant healthCheckTime() {
    return healthCheckTime;
  }

  /** The description of this member as it is now, built only when something changed. */
  <V> V view(Class<V> type, java.util.function.Supplier<V> build) {
    if (view == null) {
      view = build.get();
    }
    return type.cast(view);
  }

  void touch() {
    view = null;
    group.touch();
  }
}
