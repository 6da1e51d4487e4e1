package io.servergroup.rollout;

import java.util.List;

/**
 * Something that keeps a rollout from starting.
 *
 * @param where what it is about, such as an input field or a server
 * @param found what was found there
 * @param wanted what would be right, or what to do
 */
public record Finding(String where, String found, String wanted) {
  /**
   * The most characters of a message: a state's cause has at most 32,768, and what a function
   * answers to a state machine at most 256 KiB.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/step-functions/latest/apireference/API_StopExecution.html">
   *     StopExecution</a>
   * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html">Quotas
   *     of Step Functions</a>
   */
  static final int LONGEST_MESSAGE = 16_000;

  /** Such as {@code batchSize: found "0", expected a whole number ...}. */
  public String sentence() {
    return where + ": " + found + "; " + wanted;
  }

  /** All findings in one message, one line each; of very many the first, and how many more. */
  public static String message(String opening, List<Finding> findings) {
    StringBuilder message = new StringBuilder(opening);
    for (int told = 0; told < findings.size(); told++) {
      String line = "\n- " + findings.get(told).sentence();
      if (told > 0 && message.length() + line.length() > LONGEST_MESSAGE) {
        return message.append("\n- and ").append(findings.size() - told).append(" more").toString();
      }
      message.append(line);
    }
    return message.toString();
  }
}
