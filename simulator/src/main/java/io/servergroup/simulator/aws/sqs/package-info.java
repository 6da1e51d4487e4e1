/** Simulated SQS: standard queues, and the SDK client in front of them. */
package io.servergroup.simulator.aws.sqs;
