package io.servergroup.stack;

import java.time.Duration;

/**
 * How much time one link of the chain has. CloudFormation waits at most an hour for a resource, so
 * a stack has several of them, one after the other, which together wait longer.
 *
 * @param link this one, from 1
 * @param links how many there are
 * @param elapsed since the execution that works for this link has begun
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudformation-customresource.html">ServiceTimeout
 *     is at most 3,600 seconds</a>
 */
public record LinkTime(int link, int links, Duration elapsed) {
  /** What a link has, with five minutes left of CloudFormation's hour to answer in. */
  public static final Duration OWN = Duration.ofMinutes(55);

  /** At first most things that are waited for are near. */
  private static final Duration SOON = Duration.ofMinutes(5);

  private static final Duration OFTEN = Duration.ofSeconds(15);
  private static final Duration SELDOM = Duration.ofSeconds(30);

  /** Whether it has to answer now. */
  public boolean isOut() {
    return elapsed.compareTo(OWN) >= 0;
  }

  boolean isLast() {
    return link >= links;
  }

  /** What the links before this one have had. */
  Duration before() {
    return OWN.multipliedBy(link - 1L);
  }

  /** Since the first link began. */
  Duration soFar() {
    return before().plus(elapsed);
  }

  /** What the whole chain has. */
  Duration whole() {
    return OWN.multipliedBy(links);
  }

  /** Until the next look. */
  public Duration untilNextLook() {
    return elapsed.compareTo(SOON) < 0 ? OFTEN : SELDOM;
  }
}
