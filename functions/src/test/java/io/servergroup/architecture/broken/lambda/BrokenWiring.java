package io.servergroup.architecture.broken.lambda;

import java.time.InstantSource;

/** A wiring, which may do it. */
final class BrokenWiring {
  InstantSource clock() {
    return InstantSource.system();
  }
}
