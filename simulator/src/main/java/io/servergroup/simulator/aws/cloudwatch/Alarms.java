package io.servergroup.simulator.aws.cloudwatch;

import io.servergroup.simulator.kernel.Simulation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * The metric and composite alarms of the simulated account; a name belongs to one of them. A
 * composite alarm is put into its states like any other: its rule is not modelled.
 */
public final class Alarms {
  /**
   * An alarm, and since when it is in its state.
   *
   * @param composite whether it watches other alarms, not a metric
   */
  record Alarm(String name, boolean composite, AlarmState state, String reason, Instant since) {
    Alarm in(AlarmState next, String why, Instant now) {
      return new Alarm(name, composite, next, why, now);
    }
  }

  private final Simulation simulation;
  private final SortedMap<String, Alarm> alarms = new TreeMap<>();
  private final List<BiConsumer<String, AlarmState>> listeners = new ArrayList<>();

  public Alarms(Simulation simulation) {
    this.simulation = simulation;
  }

  /** Creates a metric alarm; like a real one it begins without data. */
  public void create(String name) {
    create(name, false);
  }

  /** Creates a composite alarm; it begins without data, too. */
  public void createComposite(String name) {
    create(name, true);
  }

  private void create(String name, boolean composite) {
    Alarm alarm =
        new Alarm(
            name,
            composite,
            AlarmState.INSUFFICIENT_DATA,
            "Unchecked: Initial alarm creation",
            simulation.now());
    if (alarms.putIfAbsent(name, alarm) != null) {
      throw new IllegalArgumentException("alarm " + name + " exists; choose another name");
    }
  }

  /** Puts an alarm into a state; does nothing when it is in that state. */
  public void set(String name, AlarmState state, String reason) {
    Alarm alarm = require(name);
    if (alarm.state() == state) {
      return;
    }
    alarms.put(name, alarm.in(state, reason, simulation.now()));
    simulation.trace().add("cloudwatch", name, state + ": " + reason);
    listeners.forEach(listener -> listener.accept(name, state));
  }

  /** Removes an alarm. */
  public void delete(String name) {
    alarms.remove(name);
  }

  public AlarmState state(String name) {
    return require(name).state();
  }

  /** Tells {@code listener} the name and the new state of an alarm each time it changes. */
  public void whenChanged(BiConsumer<String, AlarmState> listener) {
    listeners.add(listener);
  }

  private Alarm require(String name) {
    Alarm alarm = alarms.get(name);
    if (alarm == null) {
      throw new IllegalArgumentException("no alarm " + name + "; there are " + alarms.keySet());
    }
    return alarm;
  }

  List<Alarm> all() {
    return List.copyOf(alarms.values());
  }
}
