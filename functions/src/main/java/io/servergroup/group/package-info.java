/**
 * The snapshot of a server group that every decision is made from: plain records, read at one time.
 * Pure: no SDK, no Lambda, no clock, no environment.
 */
package io.servergroup.group;
