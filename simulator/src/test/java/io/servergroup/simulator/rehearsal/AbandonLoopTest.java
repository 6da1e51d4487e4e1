package io.servergroup.simulator.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;

/** As long as a server's slot is defined wrongly, no launch of it can succeed. */
final class AbandonLoopTest {
  private static final Duration PERIOD = Duration.ofMinutes(5);
  private static final Duration LOOK = Duration.ofSeconds(30);

  @Test
  void launchesThatCannotSucceedAreHeldLongerAndLongerAndTheOneHeldGoesOnOnceTheCauseIsCorrected() {
    Story story = Story.of(2);
    GroupByHand operator = new GroupByHand(story, 0);
    Decisions decisions = new Decisions(story);
    Measured measured = new Measured(story);
    List<String> abandoned = new ArrayList<>();
    List<Duration> holds = holds(story, operator, abandoned);
    String twin = new Operator(story).twinOf(0);
    operator.terminatesInEc2(story.server(0).instance());

    story.until(() -> abandoned.size() == 5 && !operator.waiting().isEmpty(), "a sixth launch");

    assertTrue(holds.getFirst().compareTo(Duration.ofSeconds(15)) < 0, holds::toString);
    for (int failed = 1; failed < 5; failed++) {
      Duration delay = Duration.ofMinutes(1L << (failed - 1));
      Duration held = holds.get(failed);
      assertTrue(held.compareTo(delay.minus(LOOK)) > 0, holds::toString);
      assertTrue(held.compareTo(delay.plus(PERIOD).plus(LOOK)) < 0, holds::toString);
      String reason = decisions.lastReason("Complete ABANDON", abandoned.get(failed));
      assertTrue(reason.contains("2 network interfaces are tagged for server 0"), reason);
      assertTrue(
          reason.contains(
              "(%d launches of group %s failed within the hour before)"
                  .formatted(failed, operator.group())),
          reason);
    }
    assertEquals(5, measured.sum("Abandons"));
    assertEquals(
        abandoned,
        story.stage().controlPlane().deadLetters().messages().stream()
            .map(letter -> letter.body().replaceAll(".*\"instance\":\"([^\"]*)\".*", "$1"))
            .toList());

    String sixth = operator.waiting().getFirst();
    story.pass(Duration.ofMinutes(4));
    story.aws().ec2().deleteNetworkInterface(request -> request.networkInterfaceId(twin));
    Instant corrected = story.now();
    story.until(() -> !operator.waiting().contains(sixth), "its going on");
    Duration more = Duration.between(corrected, story.now());
    assertTrue(more.compareTo(PERIOD.plus(LOOK)) < 0, more::toString);
    story.heals();
    assertEquals(sixth, story.server(0).instance(), "no other launch was needed");
    assertEquals(5, abandoned.size());
    story.assertUntouched(1);
    story.endsWell();
  }

  /**
   * A launch that EC2 refuses has no instance that could be thrown away, and says nothing about the
   * slot: it is no reason to hold the first one that is.
   */
  @Test
  void launchesThatEc2RefusedDoNotCountAsAbandonedOnes() {
    Story story = Story.of(2);
    GroupByHand operator = new GroupByHand(story, 0);
    Decisions decisions = new Decisions(story);
    List<String> abandoned = new ArrayList<>();
    List<Duration> holds = holds(story, operator, abandoned);
    int[] refused = {0};
    story
        .aws()
        .ec2World()
        .refuseLaunches(order -> ++refused[0] <= 3 ? Optional.of(noCapacity()) : Optional.empty());
    String twin = new Operator(story).twinOf(0);
    operator.terminatesInEc2(story.server(0).instance());

    story.until(() -> !abandoned.isEmpty(), "the first launch");
    story.pass(Duration.ofSeconds(1));

    assertTrue(refused[0] > 3, "EC2 refused three launches before");
    assertTrue(holds.getFirst().compareTo(Duration.ofSeconds(15)) < 0, holds::toString);
    String reason = decisions.lastReason("Complete ABANDON", abandoned.getFirst());
    assertTrue(!reason.contains("failed within the hour"), reason);
    story.aws().ec2().deleteNetworkInterface(request -> request.networkInterfaceId(twin));
    story.endsWell();
  }

  /** How long each launch of a group was held that was then abandoned. */
  private static List<Duration> holds(Story story, GroupByHand operator, List<String> abandoned) {
    List<Duration> holds = new ArrayList<>();
    Map<String, Instant> since = new HashMap<>();
    story
        .aws()
        .autoScalingWorld()
        .listen(
            member -> {
              String state = member.state().toString();
              String instance = member.instanceId();
              if (!member.group().id().equals(operator.group())) {
                return;
              }
              if (state.equals("Pending:Wait")) {
                since.put(instance, story.now());
              } else if (state.equals("Terminating") && since.containsKey(instance)) {
                abandoned.add(instance);
                holds.add(Duration.between(since.get(instance), story.now()));
              }
            });
    return holds;
  }

  private static RuntimeException noCapacity() {
    return Ec2Exception.builder()
        .awsErrorDetails(
            AwsErrorDetails.builder()
                .errorCode("InsufficientInstanceCapacity")
                .errorMessage("We currently do not have sufficient capacity.")
                .build())
        .build();
  }
}
