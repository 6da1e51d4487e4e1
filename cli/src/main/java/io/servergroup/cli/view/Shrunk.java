package io.servergroup.cli.view;

import io.servergroup.simulator.sweep.RunResult;

/**
 * A failing run and the smallest that was found to break the same rule.
 *
 * @param runs how many were made to find it
 */
public record Shrunk(RunResult from, RunResult to, int runs) {}
