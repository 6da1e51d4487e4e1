package io.servergroup.endpoint;

/**
 * What is where in a served account.
 *
 * @param region of the account
 * @param serverGroup what the tag {@code ServerGroupName} of the groups says
 * @param autoScalingGroups how many the servers are in
 * @param stateMachine the ARN of the state machine that rolls
 * @param lockTable the DynamoDB table of rollout locks
 * @param launchTemplate the id of the template that all groups launch from
 * @param newVersion its newest version, which no server has yet
 * @param hostedZone the id of the zone that the servers' names are in
 */
public record ClusterFacts(
    String region,
    String serverGroup,
    int servers,
    int autoScalingGroups,
    String stateMachine,
    String lockTable,
    String launchTemplate,
    long newVersion,
    String hostedZone) {}
