/** Simulated SNS: standard topics that keep what is published, and the SDK client in front. */
package io.servergroup.simulator.aws.sns;
