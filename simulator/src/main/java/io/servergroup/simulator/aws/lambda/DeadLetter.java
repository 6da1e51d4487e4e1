package io.servergroup.simulator.aws.lambda;

import java.time.Instant;

/**
 * An asynchronous event that Lambda gave up on.
 *
 * @param attempts how often the function was tried
 * @param lastError the error of the last attempt
 */
public record DeadLetter(
    Instant time, String function, String payload, int attempts, String lastError) {}
