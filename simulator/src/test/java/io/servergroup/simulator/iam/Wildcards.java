package io.servergroup.simulator.iam;

import java.util.regex.Pattern;

/** The {@code *} and {@code ?} of policies. */
final class Wildcards {
  private static final int ARN_PARTS = 6;

  private Wildcards() {}

  static boolean matches(String pattern, String value) {
    StringBuilder regex = new StringBuilder();
    for (char each : pattern.toCharArray()) {
      switch (each) {
        case '*' -> regex.append(".*");
        case '?' -> regex.append('.');
        default -> regex.append(Pattern.quote(String.valueOf(each)));
      }
    }
    return Pattern.matches(regex.toString(), value);
  }

  /** Each of the six parts of an ARN is matched by itself: a wildcard ends at a colon. */
  static boolean matchesArn(String pattern, String arn) {
    String[] wanted = pattern.split(":", ARN_PARTS);
    String[] found = arn.split(":", ARN_PARTS);
    if (wanted.length != found.length) {
      return false;
    }
    for (int i = 0; i < wanted.length; i++) {
      if (!matches(wanted[i], found[i])) {
        return false;
      }
    }
    return true;
  }
}
