package io.servergroup.simulator.aws.events;

import java.time.Instant;

/** An event whose delivery EventBridge gave up: what a dead-letter queue would hold. */
public record UndeliveredEvent(Instant time, String rule, BusEvent event, int attempts) {}
