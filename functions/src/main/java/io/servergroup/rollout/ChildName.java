package io.servergroup.rollout;

import java.util.HexFormat;

/**
 * Names the execution that replaces a batch. The same try of the same batch of the same rollout has
 * the same name, so starting it twice starts it once; the state machine appends the number of
 * redrives, because a name whose execution has ended can not be used again for 90 days.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html">StartExecution</a>
 */
public final class ChildName {
  /** Of 80 characters allowed, this leaves room for batch, attempt and redrive. */
  private static final int LONGEST_PREFIX = 32;

  private ChildName() {}

  /**
   * Such as {@code deploy-42-1f3a9c0e5b7d2468-b3-a1}; on the way back {@code -r3-a1}.
   *
   * @param execution the ARN of the rollout's execution; names the child, and keeps the children of
   *     executions with similar names apart
   * @param back whether the batch belongs to a rollback, which counts its batches anew
   */
  public static String of(String execution, boolean back, Course course) {
    return stem(execution)
        + (back ? "-r" : "-b")
        + course.batch()
        + "-a"
        + course.tally().attempt();
  }

  /**
   * Names the execution that goes on with a rollout, such as {@code deploy-42-1f3a9c0e5b7d2468-n2}.
   *
   * @param execution the ARN of the execution that it follows
   */
  public static String ofSuccessor(String execution, Course course) {
    return stem(execution) + "-n" + course.execution();
  }

  private static String stem(String execution) {
    String name = execution.substring(execution.lastIndexOf(':') + 1);
    String prefix = name.substring(0, Math.min(LONGEST_PREFIX, name.length()));
    return prefix + "-" + fingerprint(execution);
  }

  /** FNV-1a over the characters: 64 bits keep executions apart that share a prefix. */
  private static String fingerprint(String execution) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < execution.length(); i++) {
      hash = (hash ^ execution.charAt(i)) * 0x100000001b3L;
    }
    return HexFormat.of().toHexDigits(hash);
  }
}
