/**
 * The seam between the engine and what tasks call: a {@link
 * io.servergroup.simulator.states.task.TaskRunner} is handed each call with its evaluated arguments
 * and answers through a {@link io.servergroup.simulator.states.task.TaskCompletion}.
 */
package io.servergroup.simulator.states.task;
