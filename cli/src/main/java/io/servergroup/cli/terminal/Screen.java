package io.servergroup.cli.terminal;

import io.servergroup.cli.view.Line;
import java.io.PrintWriter;
import java.util.List;

/**
 * A picture at the end of the terminal's text that is drawn again in place.
 *
 * <p>Each change is one write between the marks of a synchronized update, so that a terminal that
 * knows them never shows half a picture; others ignore the marks.
 */
final class Screen implements AutoCloseable {
  private static final String BEGIN = "\u001b[?2026h";
  private static final String END = "\u001b[?2026l";
  private static final String HIDE_CURSOR = "\u001b[?25l";
  private static final String SHOW_CURSOR = "\u001b[?25h";
  private static final String ERASE_REST_OF_LINE = "\u001b[K";
  private static final String ERASE_BELOW = "\u001b[J";
  private static final String NO_COLOUR = "\u001b[0m";

  private final PrintWriter out;
  private final boolean colour;
  private List<Line> drawn = List.of();
  private boolean closed;

  Screen(PrintWriter out, boolean colour) {
    this.out = out;
    this.colour = colour;
    write(HIDE_CURSOR);
  }

  /** Replaces the picture. */
  synchronized void draw(List<Line> picture) {
    show(List.of(), picture);
  }

  /** Adds a line for good, above the picture. */
  synchronized void say(Line line) {
    show(List.of(line), drawn);
  }

  private void show(List<Line> lasting, List<Line> picture) {
    if (closed) {
      return;
    }
    StringBuilder text = new StringBuilder(BEGIN);
    top(text);
    lasting.forEach(line -> append(text, line));
    picture.forEach(line -> append(text, line));
    write(text.append(ERASE_BELOW).append(END).toString());
    drawn = picture;
  }

  private void append(StringBuilder text, Line line) {
    text.append(line.render(colour)).append(ERASE_REST_OF_LINE).append('\n');
  }

  private void top(StringBuilder text) {
    text.append('\r');
    if (!drawn.isEmpty()) {
      text.append("\u001b[").append(drawn.size()).append('A');
    }
  }

  /** Takes the picture away and gives the cursor back. */
  @Override
  public synchronized void close() {
    if (!closed) {
      show(List.of(), List.of());
      closed = true;
      write(SHOW_CURSOR);
    }
  }

  /**
   * Leaves the picture where it is and gives the cursor back, on a line of its own.
   *
   * <p>A terminal that Ctrl-C was pressed in throws away what it has not shown yet, unless NOFLSH
   * is set (termios(3)): of the last picture the end may be missing, and with it what ends the
   * update and its colours.
   */
  synchronized void leave() {
    if (!closed) {
      closed = true;
      write(END + (colour ? NO_COLOUR : "") + SHOW_CURSOR + "\n" + ERASE_BELOW);
    }
  }

  private void write(String text) {
    out.print(text);
    out.flush();
  }
}
