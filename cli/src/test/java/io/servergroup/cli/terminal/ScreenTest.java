package io.servergroup.cli.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.servergroup.cli.view.Line;
import io.servergroup.cli.view.Style;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScreenTest {
  private final StringWriter sent = new StringWriter();

  /** Ctrl-C makes a terminal forget what it has not shown: the end of the picture may be lost. */
  @Test
  void whoeverPressesCtrlCAmidAPictureHasATerminalInOrder() {
    Screen screen = screen(true);
    screen.draw(List.of(Line.of(Style.BAD, "i-1 is ill")));
    forget();

    screen.leave();

    assertEquals(
        "the update ends, colours end, the cursor is back, on a line with nothing below",
        sent.toString()
            .replace("\u001b[?2026l", "the update ends, ")
            .replace("\u001b[0m", "colours end, ")
            .replace("\u001b[?25h", "the cursor is back, ")
            .replace("\n", "on a line ")
            .replace("\u001b[J", "with nothing below"));
  }

  @Test
  void withoutColourNoneIsEnded() {
    Screen screen = screen(false);

    screen.leave();

    assertFalse(sent.toString().contains("\u001b[0m"));
  }

  @Test
  void whatIsLeftIsNotDrawnAgain() {
    Screen screen = screen(true);
    screen.leave();
    forget();

    screen.draw(List.of(Line.of("late")));
    screen.close();

    assertEquals("", sent.toString());
  }

  private Screen screen(boolean colour) {
    return new Screen(new PrintWriter(sent), colour);
  }

  private void forget() {
    sent.getBuffer().setLength(0);
  }
}
