package io.servergroup.rollout;

import io.servergroup.health.AlarmStates;
import io.servergroup.health.GroupHealth;

/**
 * Everything read at one time that a rollout decides from.
 *
 * @param health the whole group, each server judged
 * @param resolvedNow what the groups' launch template references stand for now
 * @param lock what the item of the group's lock says
 * @param alarms the rollout's alarms
 */
public record Situation(
    GroupHealth health, Targets resolvedNow, LockState lock, AlarmStates alarms) {}
