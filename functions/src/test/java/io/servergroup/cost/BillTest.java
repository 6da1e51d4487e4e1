package io.servergroup.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class BillTest {
  private static final double EXACT = 1e-12;

  /** See https://aws.amazon.com/step-functions/pricing/. */
  @Test
  void aThousandTransitionsCostTwoAndAHalfCents() {
    Bill bill = new Usage(1_000, new TreeMap<>(), 0, Calls.NONE).bill();

    assertEquals(0.025, bill.transitions(), EXACT);
    assertEquals(0.025, bill.total(), EXACT);
  }

  /** See https://cloudchipr.com/blog/aws-lambda-pricing. */
  @Test
  void aMillionInvocationsOfASecondCostTwentyCentsAndThirteenDollars() {
    double seconds = 1_000_000 * Usage.gbSeconds(Duration.ofSeconds(1));
    Bill bill =
        new Usage(0, new TreeMap<>(Map.of("a", 400_000, "b", 600_000)), seconds, Calls.NONE).bill();

    assertEquals(0.20 + 13.3334, bill.lambda(), EXACT);
    assertEquals(bill.lambda(), bill.total(), EXACT);
  }

  /** An item with a progress record counts as 4 KB, so that every write is four units. */
  @Test
  void whatTellsOfARolloutCostsCentsForAMillion() {
    assertEquals(0.125, other("dynamodb:GetItem"), EXACT);
    assertEquals(4 * 0.625, other("dynamodb:PutItem"), EXACT);
    assertEquals(4 * 0.625, other("dynamodb:UpdateItem"), EXACT);
    assertEquals(0.50, other("sns:Publish"), EXACT);
    assertEquals(1.00, other("events:PutEvents"), EXACT);
    assertEquals(
        0.125 + 2.5 + 2.5 + 0.5 + 1,
        bill(Map.of(
                "dynamodb:GetItem",
                1_000_000,
                "dynamodb:PutItem",
                1_000_000,
                "dynamodb:UpdateItem",
                1_000_000,
                "sns:Publish",
                1_000_000,
                "events:PutEvents",
                1_000_000))
            .total(),
        EXACT);
  }

  @Test
  void whatARolloutCallsMostHasNoPrice() {
    assertEquals(0, other("autoscaling:DescribeAutoScalingGroups"));
    assertEquals(0, other("ec2:AttachNetworkInterface"));
    assertEquals(0, other("elasticloadbalancing:DescribeTargetHealth"));
    assertEquals(0, other("route53:ListResourceRecordSets"));
  }

  @Test
  void theDollarsOfAllKindsAddUp() {
    assertEquals(1 + 2 + 4, new Bill(1, 2, 4).total());
  }

  private static double other(String action) {
    Bill bill = bill(Map.of(action, 1_000_000));
    assertEquals(bill.other(), bill.total());
    return bill.other();
  }

  private static Bill bill(Map<String, Integer> calls) {
    return new Usage(0, new TreeMap<>(), 0, Calls.counted(calls)).bill();
  }
}
