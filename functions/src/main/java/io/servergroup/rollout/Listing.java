package io.servergroup.rollout;

import java.util.List;

/** Writes lists into messages that must stay readable, and small, for a thousand servers. */
public final class Listing {
  private static final int SHOWN = 10;

  private Listing() {}

  /** The first ten and how many more there are. */
  public static String of(List<String> all) {
    String shown = String.join("; ", all.subList(0, Math.min(SHOWN, all.size())));
    return all.size() <= SHOWN ? shown : shown + "; and " + (all.size() - SHOWN) + " more";
  }
}
