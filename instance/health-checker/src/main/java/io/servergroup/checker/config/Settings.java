package io.servergroup.checker.config;

import io.servergroup.checker.check.Check;
import io.servergroup.checker.check.HostPort;
import io.servergroup.checker.check.Scope;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * All that can be said to the program, without contradictions.
 *
 * @param totalLimit of an answer, whatever the checks do
 * @param cache how long a result is used again; zero for never
 * @param failureStatus of HTTP, when not healthy
 * @param plainBody whether answers say nothing of the checks
 * @param drainFile while it exists, answers are not healthy
 * @param drained the narrowest endpoint that a drain changes: {@link Scope#LIVE} means both
 */
public record Settings(
    HostPort listener,
    Duration totalLimit,
    Duration cache,
    int failureStatus,
    boolean plainBody,
    Optional<Path> drainFile,
    Scope drained,
    LogLevel logLevel,
    List<Check> checks) {
  public Settings {
    checks = List.copyOf(checks);
  }
}
