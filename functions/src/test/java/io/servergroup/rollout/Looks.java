package io.servergroup.rollout;

import io.servergroup.group.TemplateVersion;
import io.servergroup.health.AlarmStates;
import io.servergroup.health.GroupHealth;
import io.servergroup.health.SampleGroup;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a look at a sample group found, different from the plainest one in what a test is about: the
 * lock is this rollout's, no template has moved, nobody asked for anything.
 */
final class Looks {
  private final GroupHealth health;
  private Targets resolved = Plans.TO_2;
  private Optional<String> holder = Optional.of(Plans.EXECUTION);
  private Optional<String> pause = Optional.empty();
  private boolean turnedBack = false;
  private final Map<String, TemplateVersion> origins = new TreeMap<>();
  private final Map<String, AlarmStates.State> alarms = new LinkedHashMap<>();

  private Looks(GroupHealth health) {
    this.health = health;
  }

  static Looks at(SampleGroup sample) {
    return at(sample.health());
  }

  static Looks at(GroupHealth health) {
    return new Looks(health);
  }

  static Situation situation(SampleGroup sample) {
    return at(sample).now();
  }

  Looks latestIs(long version) {
    resolved = new Targets(Map.of(SampleGroup.LATEST, version));
    return this;
  }

  Looks resolved(Targets targets) {
    resolved = targets;
    return this;
  }

  Looks lockOf(String execution) {
    holder = Optional.of(execution);
    return this;
  }

  Looks lockFree() {
    holder = Optional.empty();
    return this;
  }

  Looks pauseAskedBy(String who) {
    pause = Optional.of(who);
    return this;
  }

  /** The rollout that has the lock has begun its way back. */
  Looks turnedBack() {
    turnedBack = true;
    return this;
  }

  Looks origin(String group, TemplateVersion version) {
    origins.put(group, version);
    return this;
  }

  Looks alarm(String name, AlarmStates.State state) {
    alarms.put(name, state);
    return this;
  }

  Situation now() {
    return new Situation(
        health,
        resolved,
        new LockState(holder, pause, Optional.empty(), turnedBack, origins),
        new AlarmStates(alarms));
  }
}
