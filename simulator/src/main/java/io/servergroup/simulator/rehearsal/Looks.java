package io.servergroup.simulator.rehearsal;

import io.servergroup.simulator.api.ApiCall;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsRequest;

/**
 * When each invocation last looked at the group as a whole. What somebody else broke after that, it
 * could not have heeded; nor what was broken while the look itself was under way.
 */
public final class Looks {
  /** Between the first answer of a look and what follows from its last. */
  private static final Duration LOOK = Duration.ofSeconds(1);

  private final SimulatedAws aws;
  private final Map<String, Instant> latest = new HashMap<>();
  private final Map<String, Instant> latestOfFunction = new HashMap<>();
  private Duration age = Duration.ZERO;

  Looks(SimulatedAws aws) {
    this.aws = aws;
    aws.calls().listen(this::called);
  }

  /** From now on an answer may tell what was true so long ago. */
  void mayBeOld(Duration oldest) {
    age = oldest;
  }

  private void called(ApiCall call) {
    if (call.request() instanceof DescribeAutoScalingGroupsRequest request
        && isWhole(request)
        // What is asked together with the first page is answered before the last one is asked for.
        && request.nextToken() == null) {
      Instant now = aws.simulation().now();
      latest.put(call.caller(), now);
      latestOfFunction.put(function(call.caller()), now);
    }
  }

  /** A look at a group that is named is at no more than that group. */
  public static boolean isWhole(DescribeAutoScalingGroupsRequest request) {
    return request.autoScalingGroupNames().isEmpty();
  }

  /** What happened until then, an invocation could have seen. */
  Instant seenBy(String caller) {
    return seen(latest.get(caller));
  }

  /** What happened until then, the latest look of any invocation of a function could have seen. */
  Instant seenByAny(String function) {
    return seen(latestOfFunction.get(function));
  }

  private Instant seen(Instant look) {
    Instant recently = aws.simulation().now().minus(LOOK);
    if (look == null) {
      return recently;
    }
    Instant told = look.minus(age);
    return told.isBefore(recently) ? told : recently;
  }

  /** Invocations are named {@code NextBatch#12}. */
  private static String function(String caller) {
    int number = caller.indexOf('#');
    return number < 0 ? caller : caller.substring(0, number);
  }
}
