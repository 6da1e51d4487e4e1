package io.servergroup.simulator.aws.cloudwatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.servergroup.simulator.api.CallPath;
import io.servergroup.simulator.kernel.Simulation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.model.AlarmType;
import software.amazon.awssdk.services.cloudwatch.model.CloudWatchException;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsRequest;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsResponse;
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

  @Test
  void compositeAlarmsAreOnlyDescribedToThoseWhoAskForTheirType() {
    alarms.createComposite("kafka");
    alarms.set("kafka", AlarmState.ALARM, "kafka-lag transitioned to ALARM");

    DescribeAlarmsResponse unasked = client.describeAlarms(r -> r.alarmNamePrefix("kafka"));
    DescribeAlarmsResponse composite =
        client.describeAlarms(r -> r.alarmTypes(AlarmType.COMPOSITE_ALARM));
    DescribeAlarmsResponse both =
        client.describeAlarms(
            r ->
                r.alarmNamePrefix("kafka")
                    .alarmTypes(AlarmType.METRIC_ALARM, AlarmType.COMPOSITE_ALARM));

    assertEquals(List.of("kafka-errors", "kafka-lag"), metric(unasked));
    assertEquals(List.of(), composite(unasked));
    assertEquals(List.of(), metric(composite));
    assertEquals(List.of("kafka ALARM"), composite(composite));
    assertEquals(List.of("kafka-errors", "kafka-lag"), metric(both));
    assertEquals(List.of("kafka ALARM"), composite(both));
    assertThrows(IllegalArgumentException.class, () -> alarms.create("kafka"));
  }

  @Test
  void atMostAHundredNamesAreTakenAndFiftyAlarmsGivenUnlessMoreAreAskedFor() {
    List<String> hundred = IntStream.range(0, 100).mapToObj(i -> "%03d".formatted(i)).toList();
    hundred.forEach(alarms::create);

    assertEquals(50, client.describeAlarms(r -> r.alarmNames(hundred)).metricAlarms().size());
    assertEquals(
        hundred, metric(client.describeAlarms(r -> r.alarmNames(hundred).maxRecords(100))));
    List<String> more = Stream.concat(hundred.stream(), Stream.of("kafka-lag")).toList();
    assertThrows(CloudWatchException.class, () -> client.describeAlarms(r -> r.alarmNames(more)));
  }

  private static List<String> metric(DescribeAlarmsResponse response) {
    return response.metricAlarms().stream().map(alarm -> alarm.alarmName()).toList();
  }

  private static List<String> composite(DescribeAlarmsResponse response) {
    return response.compositeAlarms().stream()
        .map(alarm -> alarm.alarmName() + " " + alarm.stateValueAsString())
        .toList();
  }

  private List<String> names(Consumer<DescribeAlarmsRequest.Builder> request) {
    return client.describeAlarmsPaginator(request).metricAlarms().stream()
        .map(alarm -> alarm.alarmName())
        .toList();
  }
}
