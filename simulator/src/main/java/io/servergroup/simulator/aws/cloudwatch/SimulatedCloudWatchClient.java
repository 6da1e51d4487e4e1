package io.servergroup.simulator.aws.cloudwatch;

import io.servergroup.simulator.api.CallPath;
import io.servergroup.simulator.api.ServiceError;
import java.util.List;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.AlarmType;
import software.amazon.awssdk.services.cloudwatch.model.CloudWatchException;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsRequest;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsResponse;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;

/** The alarms behind the SDK's client; models DescribeAlarms. */
public final class SimulatedCloudWatchClient implements CloudWatchClient {
  private static final int LARGEST_PAGE = 100;

  private final CallPath path;
  private final Alarms alarms;

  public SimulatedCloudWatchClient(CallPath path, Alarms alarms) {
    this.path = path;
    this.alarms = alarms;
  }

  @Override
  public DescribeAlarmsResponse describeAlarms(DescribeAlarmsRequest request) {
    if (request.actionPrefix() != null
        || request.childrenOfAlarmName() != null
        || request.parentsOfAlarmName() != null
        || request.alarmTypes().contains(AlarmType.COMPOSITE_ALARM)) {
      throw new UnsupportedOperationException(
          "composite alarms and action prefixes are not modelled: " + request);
    }
    return path.call("cloudwatch", "DescribeAlarms", request, () -> describe(request));
  }

  private DescribeAlarmsResponse describe(DescribeAlarmsRequest request) {
    if (request.hasAlarmNames() && request.alarmNamePrefix() != null) {
      throw ServiceError.of(
          CloudWatchException.builder(),
          "CloudWatch",
          400,
          "ValidationError",
          "AlarmNamePrefix and AlarmNames cannot be specified in the same request");
    }
    List<Alarms.Alarm> chosen =
        alarms.all().stream().filter(alarm -> matches(request, alarm)).toList();
    int from = request.nextToken() == null ? 0 : Integer.parseInt(request.nextToken());
    int size = request.maxRecords() == null ? LARGEST_PAGE : request.maxRecords();
    int to = Math.min(chosen.size(), from + size);
    return DescribeAlarmsResponse.builder()
        .metricAlarms(
            chosen.subList(from, to).stream().map(SimulatedCloudWatchClient::describe).toList())
        .nextToken(to < chosen.size() ? Integer.toString(to) : null)
        .build();
  }

  private static boolean matches(DescribeAlarmsRequest request, Alarms.Alarm alarm) {
    return (!request.hasAlarmNames() || request.alarmNames().contains(alarm.name()))
        && (request.alarmNamePrefix() == null || alarm.name().startsWith(request.alarmNamePrefix()))
        && (request.stateValue() == null
            || request.stateValueAsString().equals(alarm.state().name()));
  }

  private static MetricAlarm describe(Alarms.Alarm alarm) {
    return MetricAlarm.builder()
        .alarmName(alarm.name())
        .stateValue(alarm.state().name())
        .stateReason(alarm.reason())
        .stateUpdatedTimestamp(alarm.since())
        .build();
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
