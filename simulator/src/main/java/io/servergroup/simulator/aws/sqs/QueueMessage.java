package io.servergroup.simulator.aws.sqs;

import java.time.Instant;

/** A message as it was sent. */
public record QueueMessage(String id, String body, Instant sentAt) {}
