package io.servergroup.simulator.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Whoever looks at a large cluster again and again reads only what has changed. */
class KnownReadingsTest {
  /** A part of an answer; two that say the same are two parts. */
  private static final class Part {}

  private record Shown(String text) {}

  private record Counted(int number) {}

  private final KnownReadings readings = new KnownReadings();
  private final List<Part> read = new ArrayList<>();

  private Function<Part, Shown> reading() {
    return readings.of(
        Shown.class,
        part -> {
          read.add(part);
          return new Shown("read " + read.size());
        });
  }

  @Test
  void theSamePartIsReadOnceAndAnotherAnew() {
    Part first = new Part();
    Shown shown = reading().apply(first);

    assertSame(shown, reading().apply(first), "whichever function asks");
    assertNotSame(shown, reading().apply(new Part()));
    assertEquals(2, read.size());
  }

  @Test
  void aPartIsReadForEachPurpose() {
    Part part = new Part();

    assertEquals(new Shown("read 1"), reading().apply(part));
    assertEquals(
        new Counted(7), readings.of(Counted.class, (Part p) -> new Counted(7)).apply(part));
  }

  @Test
  void partsThatAreStillAskedForStayKnownAndTheOthersAreForgotten() {
    Part asked = new Part();
    Part forgotten = new Part();
    Function<Part, Shown> reading = reading();
    Shown shown = reading.apply(asked);
    Shown dropped = reading.apply(forgotten);

    for (int i = 0; i < 2 * KnownReadings.MOST; i++) {
      assertNotSame(shown, reading.apply(new Part()));
      assertSame(shown, reading.apply(asked));
    }

    assertNotEquals(dropped, reading.apply(forgotten), "it is read anew");
  }
}
