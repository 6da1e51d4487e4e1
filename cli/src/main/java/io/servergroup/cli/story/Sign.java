package io.servergroup.cli.story;

import java.time.Duration;

/**
 * Something by which one can tell where an instance is in its life.
 *
 * @param at since the rollout was started
 */
public record Sign(Duration at, Kind kind) {
  /** What it tells. */
  public enum Kind {
    /** It was there before the rollout. */
    FOUND,
    LAUNCHED,
    /** The first part of its server's identity is on its way to it. */
    ATTACHING,
    /** Nothing is missing; it goes into service. */
    COMPLETE,
    HEALTHY,
    UNHEALTHY,
    LEAVING,
    /** It is drained, and its identity is given back. */
    RELEASED,
    GONE
  }
}
