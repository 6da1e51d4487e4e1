package io.servergroup.checker.check;

import java.util.Locale;

/**
 * What a check found.
 *
 * @param message one line, for people
 */
public record Outcome(Status status, String message) {
  public enum Status {
    HEALTHY,
    /** It passes, and somebody has to do something before it no longer does. */
    WARNING,
    UNHEALTHY;

    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public static Outcome healthy(String message) {
    return new Outcome(Status.HEALTHY, message);
  }

  public static Outcome warning(String message) {
    return new Outcome(Status.WARNING, message);
  }

  public static Outcome unhealthy(String message) {
    return new Outcome(Status.UNHEALTHY, message);
  }

  public boolean passes() {
    return status != Status.UNHEALTHY;
  }
}
