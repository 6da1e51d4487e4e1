package io.servergroup.simulator.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.servergroup.simulator.kernel.Simulation;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingException;
import software.amazon.awssdk.services.autoscaling.model.CompleteLifecycleActionRequest;
import software.amazon.awssdk.services.autoscaling.model.ResourceContentionException;
import software.amazon.awssdk.services.autoscaling.model.ScalingActivityInProgressException;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;
import software.amazon.awssdk.services.route53.model.NoSuchHostedZoneException;

/** A simulated service cannot answer an operation with an error that AWS has not for it. */
class DeclaredErrorsTest {
  private final CallPath path =
      new CallPath(new Simulation(1), Duration.ofMillis(1), Duration.ofMillis(1));

  @Test
  void theOnlyErrorThatIsModelledForTheEndOfALifecycleActionIsResourceContention() {
    CompleteLifecycleActionRequest request = CompleteLifecycleActionRequest.builder().build();
    AwsServiceException contention = ResourceContentionException.builder().build();
    AwsServiceException general = AutoScalingException.builder().build();

    assertEquals(contention, thrown(request, contention));
    assertEquals(general, thrown(request, general));
    AssertionError defect =
        assertInstanceOf(
            AssertionError.class,
            thrown(request, ScalingActivityInProgressException.builder().build()));
    assertEquals(
        "a simulated service answers a CompleteLifecycleActionRequest with"
            + " ScalingActivityInProgressException, which no model knows of it; it can be answered"
            + " with ResourceContentionException, AutoScalingException",
        defect.getMessage());
  }

  @Test
  void anErrorOfAnotherServiceIsADefect() {
    assertInstanceOf(
        AssertionError.class,
        thrown(
            DescribeInstancesRequest.builder().build(),
            NoSuchHostedZoneException.builder().build()));
  }

  private Throwable thrown(Object request, RuntimeException error) {
    return assertThrows(
        Throwable.class,
        () ->
            path.call(
                "any",
                "Any",
                request,
                () -> {
                  throw error;
                }));
  }
}
