package io.servergroup.simulator.aws.autoscaling;

import io.servergroup.simulator.kernel.Timer;
import java.time.Instant;

/**
 * A change of a group's sizes at one time to come.
 *
 * @param min null to leave it
 * @param max null to leave it
 * @param desired null to leave it
 * @param timer what carries it out
 */
record ScheduledAction(
    Group group,
    String name,
    String arn,
    Instant start,
    Integer min,
    Integer max,
    Integer desired,
    Timer timer) {}
