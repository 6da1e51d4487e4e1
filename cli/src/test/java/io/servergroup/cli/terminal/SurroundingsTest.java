package io.servergroup.cli.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.cli.view.Glyphs;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SurroundingsTest {
  @Test
  void onlyATerminalThatMovesItsCursorIsRedrawn() {
    assertTrue(Surroundings.live(true, Map.of("TERM", "xterm-256color")));
    assertFalse(Surroundings.live(true, Map.of("TERM", "dumb")));
    assertFalse(Surroundings.live(true, Map.of()));
    assertFalse(Surroundings.live(false, Map.of("TERM", "xterm-256color")));
  }

  @Test
  void anyTextInNoColorSwitchesColourOff() {
    assertTrue(Surroundings.colour(true, Map.of()));
    assertTrue(Surroundings.colour(true, Map.of("NO_COLOR", "")));
    assertFalse(Surroundings.colour(true, Map.of("NO_COLOR", "1")));
    assertFalse(Surroundings.colour(false, Map.of()));
  }

  @Test
  void signsAreChosenThatTheTerminalCanShow() {
    assertEquals(Glyphs.UNICODE, Surroundings.glyphs(StandardCharsets.UTF_8));
    assertEquals(Glyphs.ASCII, Surroundings.glyphs(StandardCharsets.US_ASCII));
  }

  @Test
  void sttySaysRowsThenColumns() {
    assertEquals(new TerminalSize(132, 43), TerminalSize.parse("43 132\n"));
  }

  @Test
  void aTerminalThatDoesNotKnowItsSizeHasTheUsualOne() {
    assertEquals(TerminalSize.USUAL, TerminalSize.parse("0 0\n"));
    assertEquals(TerminalSize.USUAL, TerminalSize.parse(""));
  }

  @Test
  void commandsThatAreShownCanBeTypedAsTheCommandWasCalled() {
    assertEquals("../rollout", launcher("../rollout"));
    assertEquals("'/opt/my tools/rollout'", launcher("/opt/my tools/rollout"));
    assertEquals("'/it'\\''s/rollout'", launcher("/it's/rollout"));
    assertEquals("java -jar /opt/rollout.jar", Surroundings.launcher(Map.of(), "/opt/rollout.jar"));
    assertEquals("java -jar 'my tools/r.jar'", Surroundings.launcher(Map.of(), "my tools/r.jar"));
    assertEquals("./rollout", Surroundings.launcher(Map.of(), "classes:lib/picocli.jar"));
  }

  private static String launcher(String called) {
    return Surroundings.launcher(Map.of("ROLLOUT_LAUNCHER", called), "cli/target/rollout.jar");
  }
}
