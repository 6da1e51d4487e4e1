package io.servergroup.cost;

import java.util.Set;

/**
 * What AWS asks for in us-east-1, without taxes and free tiers; as of June 2026, and for DynamoDB
 * since its reduction of November 2024.
 *
 * <p>Nothing is charged for what a rollout calls most: calls to EC2, Auto Scaling, Elastic Load
 * Balancing and Route 53's API cost nothing, but count against the limits of the account's request
 * rates. Events of AWS services, such as those that wake the reconcile function, cost nothing
 * either, nor does SnapStart for Java managed runtimes: neither its cache nor a restore, of which
 * only the time is billed that the runtime and hooks of ours take. What people subscribe to the
 * topic, log lines, metrics and traces are not counted here, nor are the instances.
 *
 * @see <a href="https://aws.amazon.com/step-functions/pricing/">AWS Step Functions pricing</a>
 * @see <a href="https://aws.amazon.com/lambda/pricing/">AWS Lambda pricing</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart.html#snapstart-pricing">SnapStart
 *     pricing</a>, and <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart-monitoring.html">what of a
 *     restore is billed</a>
 * @see <a href="https://aws.amazon.com/dynamodb/pricing/on-demand/">Amazon DynamoDB pricing for
 *     on-demand capacity</a>
 * @see <a href="https://aws.amazon.com/sns/pricing/">Amazon SNS pricing</a>
 * @see <a href="https://aws.amazon.com/eventbridge/pricing/">Amazon EventBridge pricing</a>
 */
public final class PriceList {
  private static final double MILLION = 1_000_000;

  /** Standard workflows: $0.025 for 1,000. */
  private static final double TRANSITION = 0.025 / 1_000;

  /** $0.20 for a million. */
  private static final double REQUEST = 0.20 / MILLION;

  /** On arm64, the first 7.5 billion of a month. */
  private static final double GB_SECOND = 0.0000133334;

  /** A consistent read of up to 4 KB: $0.125 for a million. A lock's item is smaller. */
  private static final double READ = 0.125 / MILLION;

  /** A write of up to 1 KB: $0.625 for a million. */
  private static final double WRITE = 0.625 / MILLION;

  /** What a write of a lock's item with its progress record takes: up to 4 KB. */
  private static final int UNITS_PER_WRITE = 4;

  /** A request to a standard topic: $0.50 for a million. */
  private static final double PUBLISH = 0.50 / MILLION;

  /** A custom event of up to 64 KB: $1.00 for a million. */
  private static final double EVENT = 1.00 / MILLION;

  private static final Set<String> WRITES =
      Set.of("dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem");

  private PriceList() {}

  /** What is charged for something used. */
  static Bill bill(Usage usage) {
    Calls calls = usage.calls();
    double writes = WRITES.stream().mapToDouble(calls::count).sum();
    return new Bill(
        usage.transitions() * TRANSITION,
        usage.invoked() * REQUEST,
        usage.gbSeconds() * GB_SECOND,
        calls.count("dynamodb:GetItem") * READ + writes * UNITS_PER_WRITE * WRITE,
        calls.count("sns:Publish") * PUBLISH,
        calls.count("events:PutEvents") * EVENT);
  }
}
