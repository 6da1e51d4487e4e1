package io.servergroup.cli;

import io.servergroup.simulator.rehearsal.Drift;
import java.util.List;

/** Accounts of whoever asks for no simulated one. */
interface RealAccounts extends Accounts {
  @Override
  default Account outdated(int servers, long seed) {
    throw new AssertionError("nobody asked for a simulated account");
  }

  @Override
  default Account simulated(int servers, long seed, List<Drift> drifts) {
    throw new AssertionError("nobody asked for a simulated account");
  }
}
