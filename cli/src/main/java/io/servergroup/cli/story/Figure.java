package io.servergroup.cli.story;

/**
 * A number that says something about a rollout.
 *
 * @param value with its unit
 * @param note what it has to be compared with; empty text for nothing
 */
public record Figure(String name, String value, String note) {}
