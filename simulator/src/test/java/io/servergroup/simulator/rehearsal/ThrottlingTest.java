package io.servergroup.simulator.rehearsal;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.simulator.api.CallFault;
import io.servergroup.simulator.api.CallFaults;
import io.servergroup.simulator.aws.lambda.InvocationFault;
import io.servergroup.simulator.aws.lambda.InvocationFaults;
import io.servergroup.simulator.states.Execution;
import io.servergroup.simulator.states.ExecutionStatus;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** AWS refuses calls because there are too many of them. */
final class ThrottlingTest {
  private static final CallFaults ALL = call -> new CallFault.Refused(throttled());

  @ParameterizedTest(name = "from second {0}")
  @ValueSource(ints = {0, 5, 20, 45, 70, 100, 140, 180, 250})
  void aRolloutOutlivesTwoMinutesInWhichEveryCallIsRefused(int from) {
    Story story = Story.of(2);
    Execution rollout = story.roll();
    story.pass(Duration.ofSeconds(from));
    story.callFaults(ALL);
    story.pass(Duration.ofMinutes(2));
    story.callFaults(CallFaults.NONE);

    story.succeeds(rollout);

    story.endsWell();
  }

  @ParameterizedTest(name = "from second {0}")
  @ValueSource(ints = {0, 20, 70, 140})
  void aRolloutOutlivesTwoMinutesInWhichLambdaHasNoRoomForItsFunctions(int from) {
    Story story = Story.of(2);
    Execution rollout = story.roll();
    story.pass(Duration.ofSeconds(from));
    story.invocationFaults(
        (function, asynchronous) ->
            asynchronous ? new InvocationFault.None() : new InvocationFault.Throttled());
    story.pass(Duration.ofMinutes(2));
    story.invocationFaults(InvocationFaults.NONE);

    story.succeeds(rollout);

    story.endsWell();
  }

  @Test
  void aRolloutOutlivesCallsOfWhichEverySecondIsRefused() {
    Story story = Story.of(3);
    int[] seen = {0};
    story.callFaults(
        call -> seen[0]++ % 2 == 0 ? new CallFault.Refused(throttled()) : new CallFault.None());
    Execution rollout = story.roll();
    story.ended(rollout);
    assertTrue(seen[0] > 0);
    story.faultsEnd();
    story.heals();
    if (rollout.status() != ExecutionStatus.SUCCEEDED) {
      assertTrue(rollout.error().startsWith("Rollout."), Story.reason(rollout));
      story.succeeds(story.start(1));
    }
    story.endsWell();
  }

  @ParameterizedTest(name = "from second {0}")
  @ValueSource(ints = {1, 20, 45, 100})
  void aRolloutRefusedForAnHourStopsSafelyAndTheNextOneFinishes(int from) {
    Story story = Story.of(2);
    Execution rollout = story.roll();
    story.pass(Duration.ofSeconds(from));
    story.callFaults(ALL);
    story.pass(Duration.ofHours(1));
    story.faultsEnd();

    story.ended(rollout);
    assertTrue(rollout.error().startsWith("Rollout."), Story.reason(rollout));
    assertTrue(rollout.cause().contains("RequestLimitExceeded"), Story.reason(rollout));
    story.heals();
    story.succeeds(story.start(1));

    story.endsWellThoughEventsWereGivenUp();
  }

  private static AwsServiceException throttled() {
    return AwsServiceException.builder()
        .statusCode(503)
        .message("Request limit exceeded.")
        .awsErrorDetails(
            AwsErrorDetails.builder()
                .errorCode("RequestLimitExceeded")
                .errorMessage("Request limit exceeded.")
                .build())
        .build();
  }
}
