package io.servergroup.cli.terminal;

import io.servergroup.cli.view.Happenings;
import io.servergroup.cli.view.Line;
import io.servergroup.simulator.kernel.TraceEntry;
import io.servergroup.simulator.rehearsal.RehearsalObserver;
import java.io.PrintWriter;
import java.time.Duration;

/** Shows a rehearsal as lines, one for each thing that happens. */
public final class PlainView implements RehearsalObserver {
  private static final Duration BEAT = Duration.ofSeconds(1);

  private final PrintWriter out;
  private final boolean colour;
  private final boolean prompt;
  private final Happenings happenings;
  private final Metronome metronome;

  /**
   * @param prompt whether each line must be seen at once; without, thousands of lines are written
   *     in few pieces
   */
  public PlainView(
      PrintWriter out,
      boolean colour,
      boolean prompt,
      Pace pace,
      RealTime time,
      Happenings happenings) {
    this.out = out;
    this.colour = colour;
    this.prompt = prompt;
    this.happenings = happenings;
    this.metronome = new Metronome(pace, time, BEAT, clock -> {});
  }

  @Override
  public void happened(Duration since, TraceEntry entry) {
    metronome.await(since);
    happenings.line(since, entry).ifPresent(this::print);
  }

  @Override
  public void progressed(Progress progress) {
    happenings.learn(progress);
    happenings.batch(progress).ifPresent(this::print);
  }

  private void print(Line line) {
    out.println(line.render(colour));
    if (prompt) {
      out.flush();
    }
  }
}
