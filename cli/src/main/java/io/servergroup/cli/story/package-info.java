/**
 * The story of a rollout, whatever it is told from: who was where in its life when, how many were
 * healthy, what was decided and why. Pure: no clock, no files, no network.
 */
package io.servergroup.cli.story;
