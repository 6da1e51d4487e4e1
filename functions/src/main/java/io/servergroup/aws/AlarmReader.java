package io.servergroup.aws;

import io.servergroup.health.AlarmStates;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.AlarmType;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsRequest;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsResponse;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/** Reads the states of CloudWatch alarms. */
public final class AlarmReader {
  /**
   * DescribeAlarms takes at most so many names, and gives at most so many alarms.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarms.html">DescribeAlarms</a>
   */
  private static final int ALARMS_PER_CALL = 100;

  private final CloudWatchClient cloudWatch;
  private final Together together;

  public AlarmReader(AwsClients clients) {
    this.cloudWatch = clients.cloudWatch();
    this.together = clients.together();
  }

  /**
   * Reads metric and composite alarms; without names nothing is asked. An SDK exception means that
   * the alarms could not be read, which is not the same as none being in alarm.
   *
   * @param names a repeated one counts once
   */
  public AlarmStates read(Collection<String> names) {
    Map<String, AlarmStates.State> states = new LinkedHashMap<>();
    names.forEach(name -> states.put(name, AlarmStates.State.MISSING));
    together.each(Batches.of(names, ALARMS_PER_CALL), this::described).stream()
        .flatMap(List::stream)
        .forEach(page -> take(page, states));
    return new AlarmStates(states);
  }

  private List<DescribeAlarmsResponse> described(List<String> names) {
    return Pages.of(
            request(names),
            cloudWatch::describeAlarms,
            DescribeAlarmsResponse::nextToken,
            (request, token) -> request.toBuilder().nextToken(token).build())
        .toList();
  }

  private static DescribeAlarmsRequest request(List<String> names) {
    return DescribeAlarmsRequest.builder()
        .alarmNames(names)
        // Composite alarms are only told to those who ask for them.
        .alarmTypes(AlarmType.METRIC_ALARM, AlarmType.COMPOSITE_ALARM)
        .maxRecords(ALARMS_PER_CALL)
        .build();
  }

  private static void take(DescribeAlarmsResponse page, Map<String, AlarmStates.State> states) {
    page.metricAlarms().forEach(alarm -> states.put(alarm.alarmName(), state(alarm.stateValue())));
    page.compositeAlarms()
        .forEach(alarm -> states.put(alarm.alarmName(), state(alarm.stateValue())));
  }

  private static AlarmStates.State state(StateValue value) {
    return switch (value) {
      case OK -> AlarmStates.State.OK;
      case ALARM -> AlarmStates.State.ALARM;
      // A state that this SDK does not know says as little as no data.
      case INSUFFICIENT_DATA, UNKNOWN_TO_SDK_VERSION -> AlarmStates.State.INSUFFICIENT_DATA;
      case null -> AlarmStates.State.INSUFFICIENT_DATA;
    };
  }
}
