package io.servergroup.cli.terminal;

import io.servergroup.cli.view.Line;
import io.servergroup.cli.view.SweepProgress;

/** Shows how far a sweep is. */
public interface SweepView extends AutoCloseable {
  /** Shows nothing. */
  SweepView NONE =
      new SweepView() {
        @Override
        public void progressed(SweepProgress progress) {}

        @Override
        public void say(Line line) {}

        @Override
        public void close() {}
      };

  /** The sweep is so far. */
  void progressed(SweepProgress progress);

  /** Shows a line at once, and for good. */
  void say(Line line);

  /** The sweep is over. */
  @Override
  void close();
}
