package io.servergroup.checker.check;

import java.time.Duration;

/**
 * One question about this server.
 *
 * @param name unique
 * @param limit how long it may take before it counts as failed
 */
public record Check(String name, Scope scope, Duration limit, Target target) {}
