package io.servergroup.simulator.aws.autoscaling;

/**
 * Where an instance comes from or goes to, as the events of Auto Scaling say it.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/autoscaling/ec2/userguide/warm-pools-eventbridge-events.html">Warm
 *     pool example events and patterns</a>
 */
enum Place {
  EC2("EC2"),
  GROUP("AutoScalingGroup"),
  WARM_POOL("WarmPool");

  private final String label;

  Place(String label) {
    this.label = label;
  }

  /** The name the events give the place. */
  @Override
  public String toString() {
    return label;
  }
}
