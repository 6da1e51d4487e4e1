package io.servergroup.simulator.aws.cloudformation;

import java.time.Instant;
import java.util.Map;

/**
 * An answer that arrived.
 *
 * @param status {@code SUCCESS} or {@code FAILED}
 * @param bytes the length of the whole answer
 */
public record ReceivedAnswer(
    Instant at,
    String requestId,
    String logicalId,
    String status,
    String reason,
    String physicalId,
    Map<String, String> data,
    int bytes) {}
