package io.servergroup.cost;

/**
 * What AWS charges, in US dollars: in us-east-1, without taxes and free tiers. Prices of other
 * regions differ, prices change, and none is read from AWS. Each constant names where its price was
 * found.
 *
 * <p>Calls to EC2, Auto Scaling, Elastic Load Balancing, Route 53 and CloudWatch count as free, and
 * so do events of AWS services. Log lines, metrics, traces, what subscribers of the topic get, and
 * instances are not in it.
 *
 * @param transitions of Step Functions
 * @param lambda requests and the time they take; SnapStart itself costs nothing for Java
 * @param other the lock in DynamoDB, messages of SNS, events of EventBridge
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart-monitoring.html">Monitoring
 *     for Lambda SnapStart: what of a restore is billed</a>
 */
public record Bill(double transitions, double lambda, double other) {
  private static final double MILLION = 1_000_000;

  /**
   * Standard workflows: $0.025 for 1,000.
   *
   * @see <a href="https://aws.amazon.com/step-functions/pricing/">AWS Step Functions pricing</a>
   */
  private static final double TRANSITION = 0.025 / 1_000;

  /**
   * A request: $0.20 for a million.
   *
   * @see <a href="https://gist.github.com/thiagozs/019a25fbcbd987209ef1d25e10d0dde9">Lambda's
   *     prices by region, as quoted in 2023</a>
   */
  private static final double REQUEST = 0.20 / MILLION;

  /**
   * On arm64, the first 7.5 billion of a month.
   *
   * @see <a href="https://cloudchipr.com/blog/aws-lambda-pricing">Lambda's prices by architecture,
   *     as quoted in 2024</a>
   */
  private static final double GB_SECOND = 0.0000133334;

  /**
   * A consistent read of up to 4 KB: $0.125 for a million; a write of up to 1 KB: $0.625.
   *
   * @see <a href="https://airbyte.com/data-engineering-resources/dynamodb-pricing">DynamoDB's
   *     prices on demand, as quoted in 2025</a>
   */
  private static final double READ = 0.125 / MILLION;

  private static final double WRITE = 0.625 / MILLION;

  /** Assumed: the lock's item with a progress record has 3 to 4 KB. */
  private static final int UNITS_PER_WRITE = 4;

  /**
   * A request to a standard topic: $0.50 for a million.
   *
   * @see <a
   *     href="https://www.factualminds.com/blog/amazon-sns-pricing-publishes-fanout-protocols/">SNS's
   *     prices, as quoted in 2026</a>
   */
  private static final double PUBLISH = 0.50 / MILLION;

  /**
   * An event of ours: $1.00 for a million.
   *
   * @see <a
   *     href="https://www.factualminds.com/blog/amazon-eventbridge-pricing-events-pipes-schema-archive/">EventBridge's
   *     prices, as quoted in 2026</a>
   */
  private static final double EVENT = 1.00 / MILLION;

  static Bill of(Usage usage) {
    Calls calls = usage.calls();
    int writes = calls.count(Actions.WRITE_LOCK) + calls.count(Actions.CHANGE_LOCK);
    return new Bill(
        usage.transitions() * TRANSITION,
        usage.invoked() * REQUEST + usage.gbSeconds() * GB_SECOND,
        calls.count(Actions.READ_LOCK) * READ
            + writes * UNITS_PER_WRITE * WRITE
            + calls.count(Actions.NOTIFICATION) * PUBLISH
            + calls.count(Actions.EVENT) * EVENT);
  }

  /** Everything together. */
  public double total() {
    return transitions + lambda + other;
  }
}
