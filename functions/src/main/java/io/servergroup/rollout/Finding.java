package io.servergroup.rollout;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Something that keeps a rollout from starting.
 *
 * @param where what it is about, such as an input field or a server
 * @param found what was found there
 * @param wanted what would be right, or what to do
 */
public record Finding(String where, String found, String wanted) {
  /** Such as {@code batchSize: found "0", expected a whole number ...}. */
  public String sentence() {
    return where + ": " + found + "; " + wanted;
  }

  /** All findings in one message, one line each. */
  public static String message(String opening, List<Finding> findings) {
    return findings.stream()
        .map(finding -> "\n- " + finding.sentence())
        .collect(Collectors.joining("", opening, ""));
  }
}
