package io.servergroup.simulator.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.simulator.aws.events.DeliveryFault;
import io.servergroup.simulator.aws.lambda.InvocationFault;
import io.servergroup.simulator.states.Execution;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rollouts of servers that share Auto Scaling groups, two or three of them each. */
final class SharedGroupRolloutTest {
  private static final int SERVERS = 7;

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void aRolloutReplacesEveryServerOnce(int batchSize) {
    Story story = Story.of(Topology.GROUP_PER_ZONE, SERVERS);

    replacesEveryServerOnce(story, batchSize);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void everyEventTwiceDoesWhatEveryEventOnceDoes(int batchSize) {
    Story story = Story.of(Topology.GROUP_PER_ZONE, SERVERS);
    story.deliveryFaults((rule, event) -> new DeliveryFault.Duplicated(Duration.ofSeconds(3)));
    story.invocationFaults(
        (function, asynchronous) -> new InvocationFault.Duplicated(Duration.ofSeconds(40)));

    replacesEveryServerOnce(story, batchSize);
  }

  @ParameterizedTest
  @CsvSource({"1, 0", "1, 1", "1, 2", "1, 5", "2, 0", "2, 1", "2, 2", "2, 3", "2, 7"})
  void oneLostEventIsMadeUpForByTheNextOrByTheSchedule(int batchSize, int lost) {
    Story story = Story.of(Topology.GROUP_PER_ZONE, SERVERS);
    int[] seen = {0};
    story.deliveryFaults(
        (rule, event) ->
            rule.equals("lifecycle-actions") && seen[0]++ == lost
                ? new DeliveryFault.Lost()
                : new DeliveryFault.None());

    replacesEveryServerOnce(story, batchSize);

    assertTrue(seen[0] > lost, "an event was lost");
  }

  @Test
  void aServerLostMidRunIsWaitedForBeforeTheNextOneIsTouched() {
    Story story = Story.of(Topology.GROUP_PER_ZONE, SERVERS);
    Execution rollout = story.roll();
    story.until(() -> story.terminations() == 1, "the first termination");
    var instances = story.aws().ec2World().instances();

    instances.terminate(instances.require(story.server(6).instance()), "by an operator");

    story.succeeds(rollout);
    story.endsWell();
  }

  private static void replacesEveryServerOnce(Story story, int batchSize) {
    story.succeeds(story.roll(batchSize));

    assertEquals(SERVERS, story.terminations());
    story.assertReplaced(0, 1, 2, 3, 4, 5, 6);
    story.endsWell();
  }
}
