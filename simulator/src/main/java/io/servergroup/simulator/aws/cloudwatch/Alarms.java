package io.servergroup.simulator.aws.cloudwatch;

import io.servergroup.simulator.kernel.Simulation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** The metric alarms of the simulated account, by name. */
public final class Alarms {
  /** An alarm, and since when it is in its state. */
  record Alarm(String name, AlarmState state, String reason, Instant since) {}

  private final Simulation simulation;
  private final SortedMap<String, Alarm> alarms = new TreeMap<>();
  private final List<BiConsumer<String, AlarmState>> listeners = new ArrayList<>();

  public Alarms(Simulation simulation) {
    this.simulation = simulation;
  }

  /** Creates an alarm; like a real one it begins without data. */
  public void create(String name) {
    Alarm alarm =
        new Alarm(
            name,
            AlarmState.INSUFFICIENT_DATA,
            "Unchecked: Initial alarm creation",
            simulation.now());
    if (alarms.putIfAbsent(name, alarm) != null) {
      throw new IllegalArgumentException("alarm " + name + " exists; choose another name");
    }
  }

  /** Puts an alarm into a state; does nothing when it is in that state. */
  public void set(String name, AlarmState state, String reason) {
    if (state(name) == state) {
      return;
    }
    alarms.put(name, new Alarm(name, state, reason, simulation.now()));
    simulation.trace().add("cloudwatch", name, state + ": " + reason);
    listeners.forEach(listener -> listener.accept(name, state));
  }

  /** Removes an alarm. */
  public void delete(String name) {
    alarms.remove(name);
  }

  public AlarmState state(String name) {
    Alarm alarm = alarms.get(name);
    if (alarm == null) {
      throw new IllegalArgumentException("no alarm " + name + "; there are " + alarms.keySet());
    }
    return alarm.state();
  }

  /** Tells {@code listener} the name and the new state of an alarm each time it changes. */
  public void whenChanged(BiConsumer<String, AlarmState> listener) {
    listeners.add(listener);
  }

  List<Alarm> all() {
    return List.copyOf(alarms.values());
  }
}
