package io.servergroup.simulator.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.simulator.api.CallFault;
import io.servergroup.simulator.aws.sns.TopicMessage;
import io.servergroup.simulator.states.Execution;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A batch of many servers is told of while it is being gone over, not only after that. */
final class LargeBatchTest {
  private static final Duration MINUTE = Duration.ofSeconds(60);

  @Test
  void aBatchThatTakesMinutesToGoOverIsToldOfOnceAMinute() {
    Story story = Story.of(8);
    Batches batches = new Batches(story);
    story.callFaults(
        call ->
            call.caller().startsWith("ReplaceServers#") && !Story.changesSomething(call)
                ? new CallFault.Slow(Duration.ofSeconds(2))
                : new CallFault.None());
    story.stage().cluster().deployNewImage();

    Execution rollout = story.start(8, Map.of("canary", false));
    story.succeeds(rollout);

    assertEquals(8, batches.servers().getFirst().size());
    assertEquals(8, story.terminations());
    Instant last = rollout.startTime();
    for (TopicMessage message : story.stage().controlPlane().progress().messages()) {
      Instant before = last;
      Duration silence = Duration.between(before, message.publishedAt());
      assertTrue(silence.compareTo(MINUTE) <= 0, () -> "silent for " + silence + " from " + before);
      last = message.publishedAt();
    }
    story.endsWell();
  }

  /** As of thousands of servers, whose groups take many pages to be read. */
  @Test
  void aBatchThatOneInvocationCanNotGoOverIsGoneOverByTheNextOnes() {
    Story story = Story.of(8);
    Batches batches = new Batches(story);
    story.callFaults(
        call ->
            call.caller().startsWith("ReplaceServers#")
                    && call.operation().equals("DescribeAutoScalingGroups")
                ? new CallFault.Slow(Duration.ofMinutes(4))
                : new CallFault.None());
    story.stage().cluster().deployNewImage();

    Execution rollout = story.start(8, Map.of("canary", false, "batchTimeoutMinutes", 120));
    story.succeeds(rollout);

    assertEquals(8, batches.servers().getFirst().size());
    assertEquals(8, story.terminations());
    story.endsWell();
  }
}
