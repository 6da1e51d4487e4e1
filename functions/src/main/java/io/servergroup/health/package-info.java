/**
 * The health gate: who the servers of a group are and whether each of them meets every condition,
 * decided from a snapshot. Pure: no SDK, no Lambda, no clock, no environment.
 */
package io.servergroup.health;
