/**
 * Step Functions among the simulated services: what the tasks of state machines call, and the API
 * through which functions and people reach executions.
 */
package io.servergroup.simulator.aws.states;
