package io.servergroup.simulator.iam;

import java.util.regex.Pattern;

/** The {@code *} and {@code ?} of policies. */
final class Wildcards {
  private static final int ARN_PARTS = 6;

  private Wildcards() {}

  static boolean matches(String pattern, String value) {
    String regex = Pattern.quote(pattern).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
    return Pattern.matches(regex, value);
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
