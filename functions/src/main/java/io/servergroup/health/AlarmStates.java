package io.servergroup.health;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The states of the alarms that were asked for.
 *
 * @param byName in the order asked for
 */
public record AlarmStates(Map<String, State> byName) {
  /** What CloudWatch says about an alarm. */
  public enum State {
    OK,
    ALARM,
    INSUFFICIENT_DATA,
    /** There is no alarm of this name. */
    MISSING
  }

  public AlarmStates {
    byName = Collections.unmodifiableMap(new LinkedHashMap<>(byName));
  }

  /** Where no alarm was asked for. */
  public static AlarmStates none() {
    return new AlarmStates(Map.of());
  }

  /** The names of those that alarm, in the order asked for. */
  public List<String> inAlarm() {
    return in(State.ALARM);
  }

  /** The names that no alarm has, in the order asked for. */
  public List<String> missing() {
    return in(State.MISSING);
  }

  private List<String> in(State state) {
    return byName.entrySet().stream()
        .filter(alarm -> alarm.getValue() == state)
        .map(Map.Entry::getKey)
        .toList();
  }
}
