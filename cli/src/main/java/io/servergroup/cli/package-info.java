/** The {@code rollout} command: arguments, exit codes, and what goes where. */
package io.servergroup.cli;
