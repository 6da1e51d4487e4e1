/** Simulated CloudWatch alarms, whose states scripts set. */
package io.servergroup.simulator.aws.cloudwatch;
