package io.servergroup.cli;

import java.time.Duration;

/**
 * How a rollout is followed.
 *
 * @param interval between two looks
 * @param plain one line for each news, also on a terminal
 */
record WatchArguments(Duration interval, boolean plain, boolean json) {}
