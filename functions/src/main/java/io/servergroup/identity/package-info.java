/**
 * Which permanent identity every instance has or gets, and what to do next for it. Pure: a decision
 * is made from a snapshot and returns actions with reasons; it does nothing.
 */
package io.servergroup.identity;
