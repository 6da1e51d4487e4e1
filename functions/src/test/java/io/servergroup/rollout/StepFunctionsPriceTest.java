package io.servergroup.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class StepFunctionsPriceTest {
  /** See https://aws.amazon.com/step-functions/pricing/. */
  @Test
  void aThousandTransitionsCostTwoAndAHalfCents() {
    assertEquals(0.025, StepFunctionsPrice.usd(1_000), 1e-12);
    assertEquals(0, StepFunctionsPrice.usd(0));
  }
}
