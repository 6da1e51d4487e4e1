package io.servergroup.aws;

import java.time.Duration;

/**
 * Lets time pass inside a function: real time in Lambda, virtual time in a rehearsal. Never for
 * more than seconds.
 */
@FunctionalInterface
public interface Pause {
  void forAbout(Duration duration);
}
