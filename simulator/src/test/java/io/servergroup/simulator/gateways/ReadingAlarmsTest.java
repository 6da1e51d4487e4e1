package io.servergroup.simulator.gateways;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.servergroup.aws.AlarmReader;
import io.servergroup.health.AlarmStates;
import io.servergroup.health.AlarmStates.State;
import io.servergroup.simulator.api.CallFault;
import io.servergroup.simulator.api.ServiceError;
import io.servergroup.simulator.aws.cloudwatch.AlarmState;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.model.CloudWatchException;

/** What a rollout learns about the alarms that stop it. */
final class ReadingAlarmsTest {
  private final SmallAccount account = new SmallAccount();

  @Test
  void metricAndCompositeAlarmsAreReadAndOneThatDoesNotExistIsMissing() {
    account.aws.alarms().create("errors");
    account.aws.alarms().create("lag");
    account.aws.alarms().createComposite("service");
    account.aws.alarms().set("lag", AlarmState.OK, "1 datapoint");
    account.aws.alarms().set("service", AlarmState.ALARM, "errors transitioned to ALARM");

    AlarmStates states = read(List.of("service", "gone", "lag", "errors", "lag"));

    assertEquals(
        Map.of(
            "service",
            State.ALARM,
            "gone",
            State.MISSING,
            "lag",
            State.OK,
            "errors",
            State.INSUFFICIENT_DATA),
        states.byName());
    assertEquals(
        List.of("service", "gone", "lag", "errors"), List.copyOf(states.byName().keySet()));
    assertEquals(List.of("service"), states.inAlarm());
    assertEquals(List.of("gone"), states.missing());
    assertEquals(Map.of("cloudwatch:DescribeAlarms", 1), account.aws.calls().counts());
  }

  @Test
  void aHundredNamesNeedOneCallAndNoNameNeedsNone() {
    List<String> names = IntStream.range(0, 150).mapToObj(i -> "alarm-%03d".formatted(i)).toList();
    names.forEach(account.aws.alarms()::create);
    names.forEach(name -> account.aws.alarms().set(name, AlarmState.ALARM, "Threshold Crossed"));

    assertEquals(List.of(), read(List.of()).inAlarm());
    assertEquals(Map.of(), account.aws.calls().counts());
    assertEquals(names.subList(0, 100), read(names.subList(0, 100)).inAlarm());
    assertEquals(Map.of("cloudwatch:DescribeAlarms", 1), account.aws.calls().counts());
    assertEquals(names, read(names).inAlarm());
    assertEquals(Map.of("cloudwatch:DescribeAlarms", 3), account.aws.calls().counts());
  }

  @Test
  void alarmsThatCannotBeReadAreNotMistakenForMissingOrQuietOnes() {
    account
        .aws
        .calls()
        .setFaults(
            call ->
                new CallFault.Refused(
                    ServiceError.of(
                        CloudWatchException.builder(),
                        "CloudWatch",
                        400,
                        "Throttling",
                        "Rate exceeded")));

    assertThrows(CloudWatchException.class, () -> read(List.of("errors")));
  }

  private AlarmStates read(List<String> names) {
    return account.asFunction(() -> new AlarmReader(account.aws).read(names));
  }
}
