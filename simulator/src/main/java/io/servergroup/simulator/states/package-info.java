/**
 * Step Functions in virtual time: Standard workflows in the JSONata dialect, held to executions
 * recorded on AWS. Everything happens in events of one queue, on its thread; an execution is a tree
 * of branches, each of them in at most one state.
 */
package io.servergroup.simulator.states;
