package io.servergroup.cli.terminal;

import io.servergroup.cli.view.Line;
import io.servergroup.cli.view.SweepProgress;
import java.io.PrintWriter;
import java.time.Duration;

/** Says now and then how far a sweep is. */
public final class SweepLines implements SweepView {
  private static final Duration SILENCE = Duration.ofSeconds(10);

  private final PrintWriter out;
  private final RealTime time;
  private Duration said;

  public SweepLines(PrintWriter out, RealTime time) {
    this.out = out;
    this.time = time;
    this.said = time.now();
  }

  @Override
  public void progressed(SweepProgress progress) {
    Duration now = time.now();
    if (now.minus(said).compareTo(SILENCE) >= 0) {
      said = now;
      say(Line.of(progress.sentence()));
    }
  }

  @Override
  public void say(Line line) {
    out.println(line.text());
    out.flush();
  }

  @Override
  public void close() {}
}
