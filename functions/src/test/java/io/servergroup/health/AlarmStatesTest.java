package io.servergroup.health;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.servergroup.health.AlarmStates.State;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AlarmStatesTest {
  @Test
  void alarmsAreToldInTheOrderTheyWereAskedFor() {
    Map<String, State> asked = new LinkedHashMap<>();
    asked.put("z", State.ALARM);
    asked.put("gone", State.MISSING);
    asked.put("fine", State.OK);
    asked.put("new", State.INSUFFICIENT_DATA);
    asked.put("a", State.ALARM);
    asked.put("another", State.MISSING);
    AlarmStates states = new AlarmStates(asked);

    assertEquals(List.of("z", "a"), states.inAlarm());
    assertEquals(List.of("gone", "another"), states.missing());
    assertEquals(List.of(), AlarmStates.none().inAlarm());
  }
}
