package io.servergroup.simulator.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.simulator.api.CallFault;
import io.servergroup.simulator.kernel.RandomStream;
import io.servergroup.simulator.states.Execution;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** AWS shows for some seconds what was true before a change. */
final class StaleReadsTest {
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void aRolloutIsSafeAndFinishesThoughEveryThirdReadIsSomeSecondsOld(long seed) {
    Story story = Story.of(3);
    RandomStream chances = new RandomStream(seed, "stale reads");
    int[] stale = {0};
    story
        .aws()
        .simulation()
        .trace()
        .listen(entry -> stale[0] += entry.text().contains("stale answer") ? 1 : 0);
    story.callFaults(
        call ->
            chances.chance(1 / 3.0)
                ? new CallFault.Stale(Duration.ofSeconds(5))
                : new CallFault.None());
    Execution rollout = story.roll();

    story.succeeds(rollout);

    assertTrue(stale[0] > 0, "no read was stale");
    story.faultsEnd();
    story.endsWell();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DescribeAutoScalingGroups",
        "DescribeNetworkInterfaces",
        "DescribeVolumes",
        "DescribeInstances"
      })
  void aServerIsReplacedOnceThoughOneKindOfReadingIsAlwaysTenSecondsOld(String operation) {
    Story story = Story.of(2);
    Observer observer = new Observer(story);
    int[] stale = {0};
    story
        .aws()
        .simulation()
        .trace()
        .listen(entry -> stale[0] += entry.text().contains("stale answer") ? 1 : 0);
    story.callFaults(
        call ->
            call.operation().equals(operation)
                ? new CallFault.Stale(Duration.ofSeconds(10))
                : new CallFault.None());

    story.succeeds(story.roll());

    assertTrue(stale[0] > 0, "no read was stale");
    assertEquals(2, story.terminations());
    for (int server = 0; server < 2; server++) {
      String eni = story.member(server).networkInterface();
      assertEquals(1, observer.told(eni, "attaching to"), eni);
      assertEquals(1, observer.told(eni, "detaching from"), eni);
    }
    assertEquals(List.of(), observer.deadLetters());
    story.endsWell();
  }
}
