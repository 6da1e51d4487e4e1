package io.servergroup.simulator.states.task;

import io.servergroup.simulator.states.definition.Resource;

/**
 * One attempt of a Task state.
 *
 * @param executionArn the execution the state belongs to
 * @param scheduledEventId the history event of this attempt; with the ARN it names the attempt
 * @param arguments the evaluated Arguments, or the state's input when it has none
 * @param taskToken what must come back with SendTaskSuccess or SendTaskFailure; null unless the
 *     resource ends in {@code .waitForTaskToken}
 * @param retryCount 0 for the first attempt
 */
public record TaskCall(
    String executionArn,
    String stateName,
    long scheduledEventId,
    Resource resource,
    Object arguments,
    String taskToken,
    int retryCount) {}
