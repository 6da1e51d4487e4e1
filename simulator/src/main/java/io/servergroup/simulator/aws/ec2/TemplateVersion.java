package io.servergroup.simulator.aws.ec2;

import java.time.Instant;

/** One numbered, unchangeable version of a launch template. */
public record TemplateVersion(
    Template template, long number, String description, LaunchData data, Instant created) {}
