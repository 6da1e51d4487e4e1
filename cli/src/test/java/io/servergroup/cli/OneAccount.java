package io.servergroup.cli;

import io.servergroup.simulator.rehearsal.Drift;
import io.servergroup.simulator.rehearsal.RunningRollout;
import java.util.List;
import java.util.Optional;

/** One account, which passes for a real one. */
record OneAccount(RunningRollout rollout) implements Accounts {
  @Override
  public Account real(Place place) {
    return new Account(rollout.clients(), rollout.clock(), Optional.empty());
  }

  @Override
  public Account outdated(int servers, long seed) {
    throw new AssertionError("nobody asked for a simulated account");
  }

  @Override
  public Account simulated(int servers, long seed, List<Drift> drifts) {
    throw new AssertionError("nobody asked for a simulated account");
  }
}
