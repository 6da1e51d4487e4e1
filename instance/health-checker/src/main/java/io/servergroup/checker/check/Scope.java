package io.servergroup.checker.check;

import java.util.Locale;

/** What a check is for. */
public enum Scope {
  /** What this server alone is to blame for: part of every answer. */
  LIVE,
  /** What servers share, too: part of the answer of {@code /ready} only. */
  READY;

  /** Whether the answer of this endpoint runs the checks of that scope. */
  public boolean includes(Scope checks) {
    return this == READY || checks == LIVE;
  }

  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
