package io.servergroup.cli.terminal;

import io.servergroup.cli.view.Frame;
import io.servergroup.cli.view.Happenings;
import io.servergroup.cli.view.Line;
import io.servergroup.simulator.kernel.TraceEntry;
import io.servergroup.simulator.rehearsal.RehearsalObserver;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/** Shows a rehearsal as a table that changes, with the batches listed above it. */
public final class LiveView implements RehearsalObserver, AutoCloseable {
  private static final Duration FRAME = Duration.ofMillis(70);
  private static final Duration SIZE_STAYS = Duration.ofMillis(500);
  private static final int RECENT = 5;

  private final Screen screen;
  private final Frame frame;
  private final Happenings happenings;
  private final Metronome metronome;
  private final RealTime time;
  private final Supplier<TerminalSize> size;
  private final Deque<Line> recent = new ArrayDeque<>();
  private Optional<Supplier<Progress>> picture = Optional.empty();
  private Duration lastFrame = Duration.ofDays(-1);
  private Duration lastMeasured = Duration.ofDays(-1);
  private TerminalSize measured = TerminalSize.USUAL;

  public LiveView(Surroundings surroundings, Pace pace, Happenings happenings) {
    this.screen = new Screen(surroundings.out(), surroundings.colour());
    this.frame = new Frame(surroundings.glyphs());
    this.happenings = happenings;
    this.metronome = new Metronome(pace, surroundings.time(), FRAME, this::draw);
    this.time = surroundings.time();
    this.size = surroundings.size();
  }

  @Override
  public void happened(Duration since, OptionalInt server, TraceEntry entry) {
    metronome.await(since);
    happenings
        .line(since, server, entry)
        .ifPresent(
            line -> {
              recent.addLast(line);
              if (recent.size() > RECENT) {
                recent.removeFirst();
              }
            });
  }

  @Override
  public void batchBegan(Duration since, int batch, List<Integer> servers) {
    screen.say(happenings.batch(since, batch, servers));
  }

  @Override
  public void progressed(Duration since, Supplier<Progress> newPicture) {
    metronome.await(since);
    picture = Optional.of(newPicture);
    draw(since);
  }

  /** Draws unless the last frame is so young that nobody would see it. */
  private void draw(Duration clock) {
    Duration now = time.now();
    if (picture.isEmpty() || now.minus(lastFrame).compareTo(FRAME) < 0) {
      return;
    }
    lastFrame = now;
    if (now.minus(lastMeasured).compareTo(SIZE_STAYS) >= 0) {
      lastMeasured = now;
      measured = size.get();
    }
    // The last column and the last row stay free: writing there makes some terminals scroll.
    screen.draw(
        frame.lines(
            picture.get().get(),
            clock,
            List.copyOf(recent),
            measured.columns() - 1,
            measured.rows() - 1));
  }

  /** The rehearsal is over: its report takes the place of the table. */
  @Override
  public void close() {
    screen.close();
  }

  /** The person wants to stop: the last picture stays. */
  public void interrupt() {
    screen.leave();
  }
}
