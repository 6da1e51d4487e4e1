/** Replays executions recorded on AWS and compares the histories. */
package io.servergroup.simulator.states.recorded;
