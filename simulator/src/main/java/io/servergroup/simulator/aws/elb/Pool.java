package io.servergroup.simulator.aws.elb;

import io.servergroup.simulator.kernel.RandomStream;
import io.servergroup.simulator.kernel.Simulation;
import io.servergroup.simulator.kernel.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The members of one load balancer or target group. For each member at most one event is scheduled:
 * the next change of its state, computed from the answers its checks will see.
 */
final class Pool {
  private static final Duration FASTEST_REGISTRATION = Duration.ofSeconds(1);
  private static final Duration SLOWEST_REGISTRATION = Duration.ofSeconds(10);

  private final Simulation simulation;
  private final Map<String, Integer> draws = new HashMap<>();
  private final PoolSettings settings;
  private final Predicate<String> answers;
  private final Consumer<String> changed;
  private final Map<String, Member> members = new LinkedHashMap<>();
  private final Set<String> former = new TreeSet<>();
  private final Set<String> failing = new TreeSet<>();
  private final Set<String> unreadable = new TreeSet<>();

  /**
   * @param answers whether the software on an instance answers now
   * @param changed told the id of a member after each change of its state
   */
  Pool(
      Simulation simulation,
      PoolSettings settings,
      Predicate<String> answers,
      Consumer<String> changed) {
    this.simulation = simulation;
    this.settings = settings;
    this.answers = answers;
    this.changed = changed;
  }

  /** Depends on the member alone, not on what happens to others meanwhile. */
  private RandomStream chanceOf(String what, Member member) {
    String key = settings.name() + " " + what + " of " + member.instanceId();
    return simulation.stream(key + " " + draws.merge(key, 1, Integer::sum));
  }

  PoolSettings settings() {
    return settings;
  }

  Collection<Member> members() {
    return Collections.unmodifiableCollection(members.values());
  }

  Optional<Member> member(String instanceId) {
    return Optional.ofNullable(members.get(instanceId));
  }

  /** True for an instance that was registered once and no longer is. */
  boolean formerly(String instanceId) {
    return former.contains(instanceId);
  }

  boolean healthy(String instanceId) {
    Member member = members.get(instanceId);
    return member != null && member.health() == Health.HEALTHY;
  }

  /** Does nothing for a member that is not on its way out. */
  void register(String instanceId) {
    Member present = members.get(instanceId);
    if (present != null && present.health() != Health.DRAINING) {
      return;
    }
    if (present != null) {
      leave(present);
    }
    Member member = new Member(instanceId);
    members.put(instanceId, member);
    former.remove(instanceId);
    trace(member, "registered");
    Duration takes =
        chanceOf("registration", member).between(FASTEST_REGISTRATION, SLOWEST_REGISTRATION);
    member.expect(schedule(member, simulation.now().plus(takes), () -> beginChecks(member)));
    changed.accept(instanceId);
  }

  /**
   * Takes a member out.
   *
   * @param gone told, as an event of its own, when it is gone
   */
  void deregister(String instanceId, Runnable gone) {
    Member member = members.get(instanceId);
    if (member == null) {
      simulation.queue().soon("gone " + instanceId, gone);
      return;
    }
    member.whenGone().add(gone);
    if (member.health() == Health.DRAINING) {
      return;
    }
    if (hasConnections(member) && settings.drain().isPositive()) {
      enter(member, Health.DRAINING);
      Instant end = simulation.now().plus(settings.drain());
      member.expect(schedule(member, end, () -> leave(member)));
    } else {
      leave(member);
    }
  }

  /** Looks again at what the software on an instance answers. */
  void recheck(String instanceId) {
    Member member = members.get(instanceId);
    if (member == null || member.streak() == null) {
      return;
    }
    if (member.health() != Health.DRAINING) {
      member.streak().change(passes(instanceId), simulation.now());
      plan(member);
    } else if (!answers.test(instanceId)) {
      leave(member);
    }
  }

  /** Has the checks of an instance fail whatever its software answers, or no longer. */
  void setFailing(String instanceId, boolean fails) {
    if (fails ? failing.add(instanceId) : failing.remove(instanceId)) {
      recheck(instanceId);
    }
  }

  /** Has descriptions of a member say that its health is not known, or no longer. */
  void setUnreadable(String instanceId, boolean hidden) {
    if (hidden ? unreadable.add(instanceId) : unreadable.remove(instanceId)) {
      simulation
          .trace()
          .add("elb", settings.name() + "/" + instanceId, hidden ? "unreadable" : "readable");
    }
  }

  boolean unreadable(String instanceId) {
    return unreadable.contains(instanceId);
  }

  /** Makes a member healthy or unhealthy at once; its checks go on from there. */
  void flip(String instanceId, boolean healthy) {
    Member member = members.get(instanceId);
    if (member == null || member.streak() == null || member.health() == Health.DRAINING) {
      throw new IllegalStateException(
          instanceId + " is not being checked by " + settings.name() + "; register it and wait");
    }
    member.streak().restart(simulation.now());
    enter(member, healthy ? Health.HEALTHY : Health.UNHEALTHY);
    plan(member);
  }

  private void beginChecks(Member member) {
    Duration phase = chanceOf("phase", member).between(Duration.ZERO, settings.check().interval());
    member.setStreak(
        new CheckStreak(
            simulation.now().plus(phase),
            settings.check().interval(),
            passes(member.instanceId())));
    enter(member, Health.INITIAL);
    plan(member);
  }

  /** A member whose software is gone has lost its connections before any check has noticed. */
  private boolean hasConnections(Member member) {
    return member.health() == Health.HEALTHY && answers.test(member.instanceId());
  }

  private boolean passes(String instanceId) {
    return !failing.contains(instanceId) && answers.test(instanceId);
  }

  private void plan(Member member) {
    boolean passing = member.streak().passing();
    int checks =
        switch (member.health()) {
          case INITIAL ->
              passing ? settings.initialPasses() : settings.check().unhealthyThreshold();
          case HEALTHY -> passing ? 0 : settings.check().unhealthyThreshold();
          case UNHEALTHY -> passing ? settings.check().healthyThreshold() : 0;
          case REGISTERING, DRAINING -> 0;
        };
    if (checks == 0) {
      member.expect(() -> {});
    } else {
      Health next = passing ? Health.HEALTHY : Health.UNHEALTHY;
      member.expect(schedule(member, member.streak().reaches(checks), () -> enter(member, next)));
    }
  }

  private void enter(Member member, Health next) {
    if (member.health() == next) {
      return;
    }
    trace(member, member.health() + " -> " + next);
    member.setHealth(next);
    changed.accept(member.instanceId());
  }

  private void leave(Member member) {
    member.expect(() -> {});
    members.remove(member.instanceId());
    former.add(member.instanceId());
    trace(member, "deregistered");
    for (Runnable gone : member.whenGone()) {
      simulation.queue().soon("gone " + member.instanceId(), gone);
    }
    changed.accept(member.instanceId());
  }

  private Timer schedule(Member member, Instant time, Runnable action) {
    return simulation.queue().at(time, settings.name() + "/" + member.instanceId(), action);
  }

  private void trace(Member member, String text) {
    simulation.trace().add("elb", settings.name() + "/" + member.instanceId(), text);
  }
}
