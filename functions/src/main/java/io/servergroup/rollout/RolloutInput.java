package io.servergroup.rollout;

/**
 * A rollout as it was asked for; {@link InputField} describes each field.
 *
 * @param batchTimeoutMinutes see {@link InputField#BATCH_TIMEOUT_MINUTES}
 */
public record RolloutInput(
    String serverGroup,
    BatchSize batchSize,
    boolean skipHealthCheck,
    int consecutiveHealthyChecks,
    int pollSeconds,
    int bakeSeconds,
    int batchTimeoutMinutes) {}
