package io.servergroup.simulator.aws.elb;

import io.servergroup.simulator.kernel.Timer;
import java.util.ArrayList;
import java.util.List;

/** An instance registered with a pool. */
final class Member {
  private final String instanceId;
  private final List<Runnable> whenGone = new ArrayList<>();
  private Health health = Health.REGISTERING;
  private CheckStreak streak;
  private Timer pending = () -> {};

  Member(String instanceId) {
    this.instanceId = instanceId;
  }

  String instanceId() {
    return instanceId;
  }

  Health health() {
    return health;
  }

  void setHealth(Health health) {
    this.health = health;
  }

  /** Null until registration is complete. */
  CheckStreak streak() {
    return streak;
  }

  void setStreak(CheckStreak streak) {
    this.streak = streak;
  }

  /** Replaces the change of state that was going to come. */
  void expect(Timer next) {
    pending.cancel();
    pending = next;
  }

  List<Runnable> whenGone() {
    return whenGone;
  }
}
