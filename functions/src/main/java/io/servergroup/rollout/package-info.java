/**
 * The rolling deploy's decisions: input, preflight, what is outdated, which batch next, whether an
 * instance may be terminated, whether a batch is healthy. Each decides from a snapshot and gives
 * its reason. Pure: no SDK, no Lambda, no clock, no environment.
 */
package io.servergroup.rollout;
