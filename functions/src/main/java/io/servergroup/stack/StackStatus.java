package io.servergroup.stack;

/**
 * What CloudFormation is doing with a stack.
 *
 * @param name such as {@code UPDATE_IN_PROGRESS}
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/view-stack-events.html">Status
 *     codes of stacks</a>
 */
public record StackStatus(String name) {
  private static final String ROLLING_BACK = "UPDATE_ROLLBACK_IN_PROGRESS";

  /** Whether an update that failed is taken back. */
  boolean isRollingBack() {
    return name.equals(ROLLING_BACK);
  }
}
