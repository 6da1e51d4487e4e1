package io.servergroup.simulator.aws.cloudwatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.servergroup.simulator.api.CallPath;
import io.servergroup.simulator.kernel.Simulation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsRequest;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

class AlarmsTest {
  private final Simulation simulation = new Simulation(1);
  private final Alarms alarms = new Alarms(simulation);
  private final SimulatedCloudWatchClient client =
      new SimulatedCloudWatchClient(new CallPath(simulation, Duration.ZERO, Duration.ZERO), alarms);

  AlarmsTest() {
    List.of("kafka-errors", "kafka-lag", "web-errors").forEach(alarms::create);
  }

  @Test
  void anAlarmBeginsWithoutDataAndItsChangesAreHeard() {
    List<String> heard = new ArrayList<>();
    alarms.whenChanged((name, state) -> heard.add(name + " " + state));
    assertEquals(AlarmState.INSUFFICIENT_DATA, alarms.state("kafka-lag"));
    alarms.set("kafka-lag", AlarmState.OK, "1 datapoint");
    alarms.set("kafka-lag", AlarmState.OK, "1 datapoint");
    alarms.set("kafka-lag", AlarmState.ALARM, "Threshold Crossed");
    assertEquals(List.of("kafka-lag OK", "kafka-lag ALARM"), heard);
    assertThrows(IllegalArgumentException.class, () -> alarms.set("nowhere", AlarmState.OK, ""));
  }

  @Test
  void alarmsAreDescribedByNamePrefixAndStateInPages() {
    alarms.set("web-errors", AlarmState.ALARM, "Threshold Crossed");
    assertEquals(List.of("kafka-errors", "kafka-lag"), names(r -> r.alarmNamePrefix("kafka-")));
    assertEquals(List.of("web-errors"), names(r -> r.stateValue(StateValue.ALARM)));
    assertEquals(List.of("kafka-lag"), names(r -> r.alarmNames("kafka-lag", "gone")));
    assertEquals(List.of("kafka-errors", "kafka-lag", "web-errors"), names(r -> r.maxRecords(1)));
    alarms.delete("kafka-lag");
    assertEquals(List.of("kafka-errors"), names(r -> r.alarmNamePrefix("kafka-")));
  }

  private List<String> names(Consumer<DescribeAlarmsRequest.Builder> request) {
    return client.describeAlarmsPaginator(request).metricAlarms().stream()
        .map(alarm -> alarm.alarmName())
        .toList();
  }
}
