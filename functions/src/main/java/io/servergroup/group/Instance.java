package io.servergroup.group;

import java.util.Optional;

/**
 * An instance as its Auto Scaling group sees it.
 *
 * @param id such as {@code i-0abc}
 * @param zone its availability zone
 * @param state where it stands in the group's life cycle
 * @param healthy whether the group's HealthStatus says Healthy; says little, see the health gate
 * @param template what it was launched from; empty when the group does not use launch templates
 */
public record Instance(
    String id,
    String zone,
    LifecycleState state,
    boolean healthy,
    Optional<TemplateVersion> template) {}
