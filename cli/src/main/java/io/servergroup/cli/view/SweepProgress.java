package io.servergroup.cli.view;

import java.time.Duration;
import java.util.Locale;

/**
 * How far a sweep is.
 *
 * @param done how many runs have ended
 * @param total how many there are to be, at least 1
 * @param failures how many of those that ended broke a rule
 * @param elapsed real time since the first one began
 */
public record SweepProgress(int done, int total, int failures, Duration elapsed) {
  private static final int BAR = 24;

  /** One line for a terminal, not wider than {@code width}. */
  public Line bar(Glyphs glyphs, int width) {
    int full = (int) ((long) BAR * done / total);
    return Line.of(" ")
        .and(Style.GOOD, glyphs.bar().repeat(full))
        .and(Style.FAINT, glyphs.track().repeat(BAR - full))
        .and(Style.STRONG, "  %s/%s".formatted(Amounts.count(done), Amounts.count(total)))
        .and("  %s  %s  ".formatted(percent(), rate()))
        .and(failures == 0 ? Style.PLAIN : Style.BAD, Amounts.count(failures, "failure"))
        .and("  " + left())
        .fit(width, glyphs.ellipsis());
  }

  /** The same without a picture. */
  public String sentence() {
    return "%s of %s, %s; %s; %s; %s"
        .formatted(
            Amounts.count(done),
            Amounts.count(total, "run"),
            percent(),
            rate(),
            Amounts.count(failures, "failure"),
            left());
  }

  /** Runs in a second; 0 before any time has passed. */
  double perSecond() {
    return elapsed.isPositive() ? done / (elapsed.toNanos() / 1e9) : 0;
  }

  /** It is not at 100 % before it is at its end. */
  private String percent() {
    return (int) (100L * done / total) + " %";
  }

  private String rate() {
    return String.format(Locale.ROOT, "%,.1f runs/s", perSecond());
  }

  private String left() {
    if (done == 0) {
      return "time left not known";
    }
    return Amounts.clock(elapsed.multipliedBy(total - done).dividedBy(done)) + " left";
  }
}
