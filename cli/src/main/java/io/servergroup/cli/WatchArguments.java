package io.servergroup.cli;

import java.time.Duration;
import java.util.Optional;

/**
 * How a rollout is followed.
 *
 * @param interval between two looks
 * @param plain one line for each news, also on a terminal
 * @param lockTable the table of locks; looked for when empty
 */
record WatchArguments(Duration interval, boolean plain, boolean json, Optional<String> lockTable) {}
