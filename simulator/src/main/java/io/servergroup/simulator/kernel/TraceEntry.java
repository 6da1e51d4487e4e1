package io.servergroup.simulator.kernel;

import java.time.Instant;

/**
 * One thing that happened in a run.
 *
 * @param time virtual time
 * @param source who reports it: {@code autoscaling}, {@code ec2}, {@code states}, {@code lambda},
 *     {@code fault}, ...
 * @param subject the thing it happened to: an instance id, an execution name, a function, ...
 * @param text what happened, readable on its own
 */
public record TraceEntry(Instant time, String source, String subject, String text) {}
