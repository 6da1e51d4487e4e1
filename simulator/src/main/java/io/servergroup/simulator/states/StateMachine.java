package io.servergroup.simulator.states;

import io.servergroup.simulator.states.definition.StateMachineDefinition;

/** A state machine as it was when an execution of it started. */
public record StateMachine(
    String arn, String name, String roleArn, StateMachineDefinition definition) {}
