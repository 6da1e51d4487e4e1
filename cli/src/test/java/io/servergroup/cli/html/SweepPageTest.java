package io.servergroup.cli.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.cli.rehearsed.SweepRecorder;
import io.servergroup.simulator.sweep.FaultProfile;
import io.servergroup.simulator.sweep.Sweep;
import io.servergroup.simulator.sweep.SweepReport;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SweepPageTest {
  @Test
  void everyRunIsInBothPictures() {
    ParsedPage page = new ParsedPage(page(4, 1));

    page.check();
    assertEquals("No rule was broken", page.text("//p[@class='status']"));
    for (int picture = 1; picture <= 2; picture++) {
      assertEquals(
          4,
          page.texts("(//figure[@class='histogram'])[" + picture + "]//tbody/tr/td[1]").stream()
              .mapToInt(Integer::parseInt)
              .sum());
    }
    assertTrue(page.count("//section[@id='faults']//tbody/tr") > 5);
  }

  @Test
  void theSameSweepGivesTheSameBytesHoweverManyJobsItHas() {
    assertEquals(page(4, 1).replace("--jobs 1", ""), page(4, 2).replace("--jobs 2", ""));
  }

  @Test
  void classesReachFromZeroToTheLargestValue() {
    List<Integer> values = IntStream.of(0, 9, 10, 25, 100).boxed().toList();

    List<Bins.Bin> bins =
        Bins.of(values, Integer::longValue, value -> value == 25, 10, 100, Long::toString);

    assertEquals(11, bins.size());
    assertEquals(new Bins.Bin("0", 2, 0), bins.getFirst());
    assertEquals(new Bins.Bin("20", 1, 1), bins.get(2));
    assertEquals(new Bins.Bin("100", 1, 0), bins.getLast());
  }

  @Test
  void lengthsAreInTheUnitsThatPeopleSay() {
    assertEquals("42 s", Spans.of(Duration.ofMillis(41_500)));
    assertEquals("1 min", Spans.of(Duration.ofMillis(59_700)));
    assertEquals("11 min 51 s", Spans.of(Duration.ofSeconds(711)));
    assertEquals("2 h 3 min", Spans.of(Duration.ofMinutes(123)));
    assertEquals("26 h", Spans.of(Duration.ofHours(26)));
  }

  private static String page(int seeds, int jobs) {
    SweepRecorder recorder = new SweepRecorder();
    SweepReport report = new Sweep(1, seeds, FaultProfile.HARSH, jobs).run(recorder);
    return SweepPage.of(recorder.story(report, "./rollout"));
  }
}
