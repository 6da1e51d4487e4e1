package io.servergroup.simulator.aws.cloudwatch;

/** The state of an alarm, named as the API names it. */
public enum AlarmState {
  OK,
  ALARM,
  INSUFFICIENT_DATA
}
