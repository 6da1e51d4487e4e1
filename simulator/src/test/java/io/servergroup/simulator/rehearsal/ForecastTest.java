package io.servergroup.simulator.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.lambda.Settings;
import io.servergroup.lambda.SurveyReader;
import io.servergroup.rollout.Forecast;
import io.servergroup.rollout.InputReader;
import io.servergroup.rollout.RolloutInput;
import io.servergroup.rollout.Survey;
import io.servergroup.simulator.states.Execution;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is foreseen of a rollout is what it then does. */
final class ForecastTest {
  @ParameterizedTest
  @CsvSource({
    "12, 1, 0, 2, false, GROUP_PER_SERVER",
    "16, 3, 0, 2, false, GROUP_PER_SERVER",
    "15, 4, 0, 2, false, GROUP_PER_ZONE",
    "8, 1, 120, 5, false, GROUP_PER_SERVER",
    "10, 2, 0, 2, true, GROUP_PER_SERVER"
  })
  void batchesAreTheSameAndTransitionsTimeAndHealthNearly(
      int servers, int batchSize, int bake, int looks, boolean replaceAll, Topology topology) {
    Story story = Story.of(topology, servers);
    story.stage().cluster().deployNewImage();
    Map<String, Object> more =
        Map.of("bakeSeconds", bake, "consecutiveHealthyChecks", looks, "replaceAll", replaceAll);
    Survey survey =
        new SurveyReader(story.aws(), story.stage().simulation().queue(), settings())
            .read(input(story, batchSize, more), "");
    RolloutWatch watch = new RolloutWatch(story.aws());
    LowestHealthy lowest = new LowestHealthy(story.stage());

    Execution rollout = story.start(batchSize, more);
    story.succeeds(rollout);

    Forecast forecast =
        Forecast.of(input(story, batchSize, more), survey, RealBatchTime.of(story, watch));
    List<List<Integer>> foreseen = new ArrayList<>();
    forecast
        .batches()
        .forEach(
            b ->
                foreseen.add(
                    b.servers().stream().map(s -> s.index().orElseThrow()).sorted().toList()));
    assertEquals(watch.batches().stream().map(b -> List.copyOf(b.servers())).toList(), foreseen);
    assertEquals(lowest.lowest(), forecast.lowestHealthy());
    assertNear(Costs.of(story.aws()).transitions(), forecast.transitions(), "transitions");
    Duration took = Duration.between(rollout.startTime(), rollout.stopTime());
    assertNear(took.toSeconds(), forecast.duration().toSeconds(), "seconds");
    assertFalse(forecast.stops().isPresent(), forecast::toString);
    story.endsWell();
  }

  private static void assertNear(long real, long foreseen, String what) {
    assertTrue(
        8 * Math.abs(real - foreseen) <= real,
        () -> "%s: %d were foreseen, %d came".formatted(what, foreseen, real));
  }

  private static RolloutInput input(Story story, int batchSize, Map<String, Object> more) {
    Map<String, Object> input = new LinkedHashMap<>(more);
    input.put("serverGroup", story.stage().cluster().name());
    input.put("batchSize", batchSize);
    return ((InputReader.Result.Valid) InputReader.read(input)).input();
  }

  private static Settings settings() {
    return new Settings(ControlPlane.LOCK_TABLE);
  }
}
