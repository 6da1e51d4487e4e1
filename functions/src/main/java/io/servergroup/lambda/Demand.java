package io.servergroup.lambda;

import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** How many requests were made at the same time to each address. */
final class Demand {
  private final Map<URI, Integer> now = new LinkedHashMap<>();
  private final Map<URI, Integer> most = new LinkedHashMap<>();

  /** A request is made. */
  synchronized void begins(URI address) {
    most.merge(address, now.merge(address, 1, Integer::sum), Math::max);
  }

  /** A request was answered, or failed. */
  synchronized void ends(URI address) {
    now.merge(address, -1, Integer::sum);
  }

  /** The most at any time; addresses in the order in which they were asked first. */
  synchronized Map<URI, Integer> most() {
    return Collections.unmodifiableMap(new LinkedHashMap<>(most));
  }
}
