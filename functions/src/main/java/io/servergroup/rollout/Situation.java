package io.servergroup.rollout;

import io.servergroup.health.GroupHealth;
import java.util.Optional;

/**
 * Everything read at one time that a rollout decides from.
 *
 * @param health the whole group, each server judged
 * @param resolvedNow what the groups' launch template references stand for now
 * @param lockHolder the ARN of the execution that holds the group's lock; empty when nobody does
 */
public record Situation(GroupHealth health, Targets resolvedNow, Optional<String> lockHolder) {}
