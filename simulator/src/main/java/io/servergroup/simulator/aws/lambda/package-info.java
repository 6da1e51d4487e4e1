/**
 * Simulated Lambda: handlers run unmodified behind JSON, in execution environments that start cold,
 * stay warm, time out and die.
 */
package io.servergroup.simulator.aws.lambda;
