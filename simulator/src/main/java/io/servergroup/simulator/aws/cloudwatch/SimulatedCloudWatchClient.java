package io.servergroup.simulator.aws.cloudwatch;

import io.servergroup.simulator.api.CallPath;
import io.servergroup.simulator.api.ServiceError;
import io.servergroup.simulator.aws.world.InvalidPageTokenException;
import io.servergroup.simulator.aws.world.Page;
import java.util.List;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.AlarmType;
import software.amazon.awssdk.services.cloudwatch.model.CloudWatchException;
import software.amazon.awssdk.services.cloudwatch.model.CompositeAlarm;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsRequest;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsResponse;
import software.amazon.awssdk.services.cloudwatch.model.InvalidNextTokenException;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;

/**
 * The alarms behind the SDK's client; models DescribeAlarms.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarms.html">DescribeAlarms</a>
 */
public final class SimulatedCloudWatchClient implements CloudWatchClient {
  private static final int USUAL_PAGE = 50;
  private static final int LARGEST_PAGE = 100;
  private static final int MOST_NAMES = 100;

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
        || request.parentsOfAlarmName() != null) {
      throw new UnsupportedOperationException(
          "action prefixes, children and parents of alarms are not modelled: " + request);
    }
    return path.call(
        "cloudwatch",
        "DescribeAlarms",
        request,
        () -> {
          try {
            return describe(request);
          } catch (InvalidPageTokenException e) {
            throw ServiceError.of(
                InvalidNextTokenException.builder(),
                "CloudWatch",
                400,
                "InvalidNextToken",
                e.getMessage());
          }
        });
  }

  private DescribeAlarmsResponse describe(DescribeAlarmsRequest request) {
    check(request);
    List<Alarms.Alarm> chosen =
        alarms.all().stream().filter(alarm -> matches(request, alarm)).toList();
    int size = request.maxRecords() == null ? USUAL_PAGE : request.maxRecords();
    Page<Alarms.Alarm> part = Page.of(chosen, request.nextToken(), size);
    List<Alarms.Alarm> page = part.items();
    return DescribeAlarmsResponse.builder()
        .metricAlarms(
            page.stream()
                .filter(alarm -> !alarm.composite())
                .map(SimulatedCloudWatchClient::metric)
                .toList())
        .compositeAlarms(
            page.stream()
                .filter(Alarms.Alarm::composite)
                .map(SimulatedCloudWatchClient::composite)
                .toList())
        .nextToken(part.nextToken())
        .build();
  }

  private static void check(DescribeAlarmsRequest request) {
    if (request.hasAlarmNames() && request.alarmNamePrefix() != null) {
      throw invalid("AlarmNamePrefix and AlarmNames cannot be specified in the same request");
    }
    if (request.alarmNames().size() > MOST_NAMES) {
      throw invalid(
          "1 validation error detected: Value at 'alarmNames' failed to satisfy constraint: Member must have length less than or equal to "
              + MOST_NAMES);
    }
    if (request.maxRecords() != null
        && (request.maxRecords() < 1 || request.maxRecords() > LARGEST_PAGE)) {
      throw invalid(
          "1 validation error detected: Value '%d' at 'maxRecords' failed to satisfy constraint: Member must have value between 1 and %d"
              .formatted(request.maxRecords(), LARGEST_PAGE));
    }
  }

  private static RuntimeException invalid(String message) {
    return ServiceError.of(
        CloudWatchException.builder(), "CloudWatch", 400, "ValidationError", message);
  }

  private static boolean matches(DescribeAlarmsRequest request, Alarms.Alarm alarm) {
    return isOfType(request, alarm)
        && (!request.hasAlarmNames() || request.alarmNames().contains(alarm.name()))
        && (request.alarmNamePrefix() == null || alarm.name().startsWith(request.alarmNamePrefix()))
        && (request.stateValue() == null
            || request.stateValueAsString().equals(alarm.state().name()));
  }

  /** Who names no type is told of metric alarms only. */
  private static boolean isOfType(DescribeAlarmsRequest request, Alarms.Alarm alarm) {
    return alarm.composite()
        ? request.alarmTypes().contains(AlarmType.COMPOSITE_ALARM)
        : request.alarmTypes().isEmpty() || request.alarmTypes().contains(AlarmType.METRIC_ALARM);
  }

  private static CompositeAlarm composite(Alarms.Alarm alarm) {
    return CompositeAlarm.builder()
        .alarmName(alarm.name())
        .stateValue(alarm.state().name())
        .stateReason(alarm.reason())
        .stateUpdatedTimestamp(alarm.since())
        .build();
  }

  private static MetricAlarm metric(Alarms.Alarm alarm) {
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
