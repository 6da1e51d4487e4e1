/** Simulated EC2: its state and lifecycles, and the SDK client in front of them. */
package io.servergroup.simulator.aws.ec2;
