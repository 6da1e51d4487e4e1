package io.servergroup.group;

/** The names of our lifecycle hooks, the same on every group; hooks of others are left alone. */
public record HookNames(String launching, String terminating) {}
