package io.servergroup.cli.html;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;

/**
 * Where times are in a picture.
 *
 * @param left where the start is
 * @param width from there to the end
 * @param end of the time that is shown
 */
record TimeAxis(double left, double width, Duration end) {
  private static final int MOST_TICKS = 12;
  private static final long MINUTE = 60;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;

  /** Distances of ticks that people count in, in seconds. */
  private static final long[] STEPS = {
    1,
    2,
    5,
    10,
    15,
    30,
    MINUTE,
    2 * MINUTE,
    5 * MINUTE,
    10 * MINUTE,
    15 * MINUTE,
    30 * MINUTE,
    HOUR,
    2 * HOUR,
    3 * HOUR,
    6 * HOUR,
    12 * HOUR,
    DAY,
    2 * DAY,
    5 * DAY
  };

  /** A time that is named. */
  record Tick(Duration at, String label) {}

  /** Where a time is. */
  double x(Duration at) {
    return end.isZero() ? left : left + width * at.toMillis() / end.toMillis();
  }

  /** The times that are named, from the start on. */
  List<Tick> ticks() {
    long step = step();
    return LongStream.rangeClosed(0, end.toSeconds() / step)
        .mapToObj(i -> new Tick(Duration.ofSeconds(i * step), label(i * step)))
        .toList();
  }

  /** What the labels are. */
  String unit() {
    long step = step();
    if (step < MINUTE) {
      return "minutes:seconds";
    }
    return step < 10 * MINUTE || end.toSeconds() < 2 * HOUR ? "minutes" : "hours:minutes";
  }

  private long step() {
    for (long step : STEPS) {
      if (end.toSeconds() / step <= MOST_TICKS) {
        return step;
      }
    }
    return STEPS[STEPS.length - 1];
  }

  private String label(long seconds) {
    return switch (unit()) {
      case "minutes:seconds" -> clock(seconds / MINUTE, seconds % MINUTE);
      case "minutes" -> Long.toString(seconds / MINUTE);
      default -> clock(seconds / HOUR, seconds % HOUR / MINUTE);
    };
  }

  private static String clock(long large, long small) {
    return String.format(Locale.ROOT, "%d:%02d", large, small);
  }
}
