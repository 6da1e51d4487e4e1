package io.servergroup.cli.terminal;

import io.servergroup.cli.view.Happenings;
import io.servergroup.cli.view.Line;
import io.servergroup.simulator.kernel.TraceEntry;
import io.servergroup.simulator.rehearsal.RehearsalObserver;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Supplier;

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
  public void happened(Duration since, OptionalInt server, TraceEntry entry) {
    metronome.await(since);
    happenings.line(since, server, entry).ifPresent(this::print);
  }

  @Override
  public void batchBegan(Duration since, int batch, List<Integer> servers) {
    print(happenings.batch(since, batch, servers));
  }

  @Override
  public void progressed(Duration since, Supplier<Progress> picture) {}

  private void print(Line line) {
    out.println(line.render(colour));
    if (prompt) {
      out.flush();
    }
  }
}
