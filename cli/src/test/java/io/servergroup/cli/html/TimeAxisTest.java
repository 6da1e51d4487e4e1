package io.servergroup.cli.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeAxisTest {
  @Test
  void minutesAreCountedInStepsThatPeopleUse() {
    TimeAxis axis = new TimeAxis(100, 900, Duration.ofMinutes(45));

    assertEquals("minutes", axis.unit());
    assertEquals(List.of("0", "5", "10", "15", "20", "25", "30", "35", "40", "45"), labels(axis));
    assertEquals(100, axis.x(Duration.ZERO));
    assertEquals(1000, axis.x(Duration.ofMinutes(45)));
  }

  @Test
  void shortTimesHaveSecondsAndLongOnesHours() {
    assertEquals(
        List.of("0:00", "0:10", "0:20", "0:30", "0:40", "0:50", "1:00"),
        labels(new TimeAxis(0, 1, Duration.ofSeconds(90))).subList(0, 7));
    assertEquals(
        List.of("0:00", "1:00", "2:00"),
        labels(new TimeAxis(0, 1, Duration.ofHours(9))).subList(0, 3));
    assertEquals("hours:minutes", new TimeAxis(0, 1, Duration.ofHours(9)).unit());
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 59, 100, 711, 3600, 7199, 7200, 90_000, 2_592_000})
  void thereAreAFewTicksWhateverItTook(long seconds) {
    List<String> labels = labels(new TimeAxis(0, 1, Duration.ofSeconds(seconds)));

    assertTrue(labels.size() <= 13, labels.toString());
    assertTrue(labels.size() >= 2 || seconds < 2, labels.toString());
    assertEquals(labels.stream().distinct().toList(), labels);
  }

  @Test
  void aRolloutThatTookNoTimeIsAllAtItsStart() {
    assertEquals(5, new TimeAxis(5, 10, Duration.ZERO).x(Duration.ofSeconds(3)));
  }

  private static List<String> labels(TimeAxis axis) {
    return axis.ticks().stream().map(TimeAxis.Tick::label).toList();
  }
}
