package io.servergroup.simulator.states.jsonata;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;

/**
 * Ends an evaluation that would go on forever. AWS bounds evaluations by time and memory; a run
 * that must repeat exactly counts steps instead.
 */
final class StepLimit {
  private static final int STEPS = 2_000_000;

  private int steps;

  private StepLimit() {}

  static void bind(Jsonata.Frame frame) {
    StepLimit limit = new StepLimit();
    frame.setEvaluateEntryCallback((expression, input, environment) -> limit.step());
  }

  private void step() {
    if (++steps > STEPS) {
      throw new JException("U1001", -1);
    }
  }
}
