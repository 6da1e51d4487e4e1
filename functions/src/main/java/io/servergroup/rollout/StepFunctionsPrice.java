package io.servergroup.rollout;

/**
 * What AWS charges for Standard workflows.
 *
 * @see <a href="https://aws.amazon.com/step-functions/pricing/">AWS Step Functions pricing</a>
 */
public final class StepFunctionsPrice {
  private static final double USD_PER_TRANSITION = 0.025 / 1_000;

  private StepFunctionsPrice() {}

  /** The price of so many state transitions, in US dollars. */
  public static double usd(long transitions) {
    return transitions * USD_PER_TRANSITION;
  }
}
