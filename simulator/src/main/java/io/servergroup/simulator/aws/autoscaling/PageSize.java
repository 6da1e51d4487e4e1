package io.servergroup.simulator.aws.autoscaling;

/**
 * How many records an operation puts on a page.
 *
 * @param usual when the request does not say
 * @param largest more are refused
 */
record PageSize(int usual, int largest) {
  /** The size a request asks for; null for the usual one. */
  int of(Integer asked) {
    if (asked == null) {
      return usual;
    }
    if (asked < 1 || asked > largest) {
      throw AutoScalingError.validation(
          "MaxRecords is " + asked + ", it must be from 1 to " + largest);
    }
    return asked;
  }
}
