package io.servergroup.simulator.rehearsal;

import io.servergroup.simulator.aws.lambda.LambdaTiming;
import io.servergroup.simulator.aws.world.WorldTimings;
import java.time.Duration;

/**
 * How long things take in a run.
 *
 * @param fastestCall the least time one direction of an AWS call takes
 * @param slowestCall the most time one direction of an AWS call takes
 * @param fastestDelivery the least time EventBridge needs to deliver an event
 * @param slowestDelivery the most time EventBridge usually needs
 * @param lambda what Lambda adds to an invocation
 * @param world what EC2, Auto Scaling and the servers need
 */
public record Pace(
    Duration fastestCall,
    Duration slowestCall,
    Duration fastestDelivery,
    Duration slowestDelivery,
    LambdaTiming lambda,
    WorldTimings world) {

  /** The same pace in a world that needs other times. */
  public Pace in(WorldTimings other) {
    return new Pace(fastestCall, slowestCall, fastestDelivery, slowestDelivery, lambda, other);
  }

  /** What a control plane in the cluster's region usually sees; estimates, not measurements. */
  public static Pace usual() {
    return new Pace(
        Duration.ofMillis(8),
        Duration.ofMillis(40),
        Duration.ofMillis(100),
        Duration.ofMillis(1_500),
        LambdaTiming.typical(),
        WorldTimings.usual());
  }

  /** A control plane that takes no time, in a world that takes its usual time. */
  static Pace idealControlPlane() {
    LambdaTiming.Span none = new LambdaTiming.Span(Duration.ZERO, Duration.ZERO);
    return new Pace(
        Duration.ZERO,
        Duration.ZERO,
        Duration.ZERO,
        Duration.ZERO,
        new LambdaTiming(none, none, LambdaTiming.typical().idle()),
        WorldTimings.usual());
  }
}
