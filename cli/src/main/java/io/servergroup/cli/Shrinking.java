package io.servergroup.cli;

import io.servergroup.cli.terminal.SweepLines;
import io.servergroup.cli.terminal.Surroundings;
import io.servergroup.cli.terminal.SweepView;
import io.servergroup.cli.view.ShrinkText;
import io.servergroup.cli.view.Shrunk;
import io.servergroup.simulator.sweep.RunResult;
import io.servergroup.simulator.sweep.Shrinker;

/** Makes a failing run smaller and says how far it is. */
final class Shrinking {
  private static final int MOST_RUNS = 300;

  private final Sweeping sweeping;
  private final SweepView progress;
  private Shrinker shrinker;

  Shrinking(Sweeping sweeping, Surroundings surroundings, OutputOptions output) {
    this.sweeping = sweeping;
    this.progress =
        output.quiet || output.json
            ? SweepView.NONE
            : new SweepLines(surroundings.err(), surroundings.time());
  }

  /** The smallest run found that breaks the same rule. */
  Shrunk shrink(RunResult failing) {
    progress.say(ShrinkText.begins(failing, MOST_RUNS));
    shrinker =
        new Shrinker(
            request -> sweeping.run(request, _ -> {}),
            MOST_RUNS,
            smaller -> progress.say(ShrinkText.smaller(smaller, shrinker.runs())));
    RunResult smallest = shrinker.shrink(failing);
    return new Shrunk(failing, smallest, shrinker.runs());
  }
}
