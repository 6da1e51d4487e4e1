package io.servergroup.simulator.aws.world;

import java.util.Set;

/** One state of a lifecycle, with the states that may follow it: a row of a transition table. */
public interface Stage<S> {
  Set<S> next();
}
