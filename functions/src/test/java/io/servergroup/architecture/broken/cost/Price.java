package io.servergroup.architecture.broken.cost;

/** Something that no decision may know. */
public final class Price {}
