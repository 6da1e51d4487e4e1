package io.servergroup.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class PriceListTest {
  private static final double EXACT = 1e-12;

  /** See https://aws.amazon.com/step-functions/pricing/. */
  @Test
  void aThousandTransitionsCostTwoAndAHalfCents() {
    Bill bill = new Usage(1_000, new TreeMap<>(), 0, Calls.NONE).bill();

    assertEquals(0.025, bill.transitions(), EXACT);
    assertEquals(0.025, bill.total(), EXACT);
  }

  /** See https://aws.amazon.com/lambda/pricing/. */
  @Test
  void aMillionInvocationsOfASecondCostTwentyCentsAndThirteenDollars() {
    double second = Usage.gbSeconds(Duration.ofSeconds(1));
    Bill bill =
        new Usage(0, new TreeMap<>(Map.of("a", 4e5, "b", 6e5)), second * 1_000_000, Calls.NONE)
            .bill();

    assertEquals(1, second, EXACT);
    assertEquals(0.20, bill.requests(), EXACT);
    assertEquals(13.3334, bill.duration(), EXACT);
    assertEquals(13.5334, bill.total(), EXACT);
  }

  @Test
  void whatTellsOfARolloutCostsCentsForAMillion() {
    Bill bill =
        bill(
            Map.of(
                "dynamodb:GetItem",
                1_000_000,
                "sns:Publish",
                2_000_000,
                "events:PutEvents",
                3_000_000));

    assertEquals(0.125, bill.dynamoDb(), EXACT);
    assertEquals(1, bill.notifications(), EXACT);
    assertEquals(3, bill.events(), EXACT);
    assertEquals(4.125, bill.total(), EXACT);
  }

  /** An item with a progress record is one of up to 4 KB. */
  @Test
  void everyWriteOfTheLockIsFourUnits() {
    assertEquals(
        3 * 4 * 0.625,
        bill(Map.of(
                "dynamodb:PutItem",
                1_000_000,
                "dynamodb:UpdateItem",
                1_000_000,
                "dynamodb:DeleteItem",
                1_000_000))
            .dynamoDb(),
        EXACT);
  }

  @Test
  void whatARolloutCallsMostHasNoPrice() {
    assertEquals(
        0,
        bill(Map.of(
                "autoscaling:DescribeAutoScalingGroups",
                1_000_000,
                "ec2:AttachNetworkInterface",
                1_000_000,
                "elasticloadbalancing:DescribeTargetHealth",
                1_000_000,
                "route53:ListResourceRecordSets",
                1_000_000))
            .total());
  }

  private static Bill bill(Map<String, Integer> calls) {
    return new Usage(0, new TreeMap<>(), 0, Calls.counted(calls)).bill();
  }
}
