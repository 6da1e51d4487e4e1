/** Simulated Auto Scaling: its state and lifecycles, and the SDK client in front of them. */
package io.servergroup.simulator.aws.autoscaling;
