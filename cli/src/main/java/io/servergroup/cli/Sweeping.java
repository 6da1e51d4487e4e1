package io.servergroup.cli;

import io.servergroup.simulator.kernel.TraceEntry;
import io.servergroup.simulator.sweep.RunRequest;
import io.servergroup.simulator.sweep.RunResult;
import io.servergroup.simulator.sweep.Sweep;
import io.servergroup.simulator.sweep.SweepReport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Makes hostile runs. */
interface Sweeping {
  /** On simulated AWS. */
  Sweeping SIMULATED =
      new Sweeping() {
        @Override
        public SweepReport sweep(Sweep sweep, Consumer<RunResult> progress, BooleanSupplier stop) {
          return sweep.run(progress, stop);
        }

        @Override
        public RunResult run(RunRequest request, Consumer<TraceEntry> watcher) {
          return Sweep.single(request, watcher);
        }
      };

  /**
   * Makes the runs of a sweep.
   *
   * @param progress told of each run when it has ended, of one at a time, in any order
   * @param stop asked before each run whether to make no more of them
   */
  SweepReport sweep(Sweep sweep, Consumer<RunResult> progress, BooleanSupplier stop);

  /**
   * Makes one run.
   *
   * @param watcher told everything that happens, as it happens
   */
  RunResult run(RunRequest request, Consumer<TraceEntry> watcher);
}
