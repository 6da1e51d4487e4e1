package io.servergroup.cli;

import io.servergroup.simulator.rehearsal.RunningRollout;
import java.util.Optional;

/** One account, which passes for a real one. */
record OneAccount(RunningRollout rollout) implements RealAccounts {
  @Override
  public Account real(Place place) {
    return new Account(rollout.clients(), rollout.clock(), Optional.empty());
  }
}
