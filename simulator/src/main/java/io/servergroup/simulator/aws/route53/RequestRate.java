package io.servergroup.simulator.aws.route53;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** How many requests an account may make in any one second. */
final class RequestRate {
  private static final Duration WINDOW = Duration.ofSeconds(1);

  private final Deque<Instant> granted = new ArrayDeque<>();
  private int limit;

  RequestRate(int limit) {
    this.limit = limit;
  }

  void setLimit(int limit) {
    this.limit = limit;
  }

  /** Counts a request, or refuses it; a refused one does not count. */
  boolean grants(Instant now) {
    Instant from = now.minus(WINDOW);
    while (!granted.isEmpty() && !granted.peekFirst().isAfter(from)) {
      granted.removeFirst();
    }
    if (granted.size() >= limit) {
      return false;
    }
    granted.addLast(now);
    return true;
  }
}
