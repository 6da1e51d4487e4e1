package io.servergroup.cli.terminal;

import io.servergroup.cli.view.Glyphs;
import io.servergroup.cli.view.Line;
import io.servergroup.cli.view.SweepProgress;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** Shows how far a sweep is as a bar that grows. */
public final class SweepBar implements SweepView {
  /** A number that changes more often cannot be read. */
  private static final Duration STAYS = Duration.ofMillis(250);

  /** Asking for it starts a process. */
  private static final Duration SIZE_STAYS = Duration.ofSeconds(2);

  private final Screen screen;
  private final Glyphs glyphs;
  private final RealTime time;
  private final Supplier<TerminalSize> size;
  private Duration drawn = Duration.ofDays(-1);
  private Duration measured = Duration.ofDays(-1);
  private int columns;

  public SweepBar(Surroundings surroundings) {
    this.screen = new Screen(surroundings.out(), surroundings.colour());
    this.glyphs = surroundings.glyphs();
    this.time = surroundings.time();
    this.size = surroundings.size();
  }

  @Override
  public void progressed(SweepProgress progress) {
    Duration now = time.now();
    if (now.minus(drawn).compareTo(STAYS) >= 0) {
      drawn = now;
      if (now.minus(measured).compareTo(SIZE_STAYS) >= 0) {
        measured = now;
        columns = size.get().columns();
      }
      // The last column stays free: writing there makes some terminals scroll.
      screen.draw(List.of(progress.bar(glyphs, columns - 1)));
    }
  }

  @Override
  public void say(Line line) {
    screen.say(line);
  }

  /** The report takes the place of the bar. */
  @Override
  public void close() {
    screen.close();
  }
}
