package io.servergroup.lambda;

/**
 * What the template tells the functions through their environment.
 *
 * @param lockTable the name of the DynamoDB table that holds the rollout locks
 */
public record Settings(String lockTable) {}
