/**
 * What a rollout costs: state transitions, invocations, memory, calls to AWS, and US dollars; as
 * counted, or foreseen. Pure: no SDK, no Lambda, no clock, no environment.
 */
package io.servergroup.cost;
