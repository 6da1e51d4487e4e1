package io.servergroup.rollout;

import java.util.List;

/**
 * What keeps a rollout from going on.
 *
 * @param subject what it concerns, such as {@code server 3} or an Auto Scaling group
 * @param condition what is missing, in words
 */
public record Blocker(String subject, String condition) {
  String sentence() {
    return subject + ": " + condition;
  }

  static String sentences(List<Blocker> blockers) {
    return Listing.of(blockers.stream().map(Blocker::sentence).toList());
  }
}
