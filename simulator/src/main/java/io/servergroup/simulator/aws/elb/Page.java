package io.servergroup.simulator.aws.elb;

import java.util.List;

/**
 * One page of a description.
 *
 * @param nextMarker what asks for the next page; null on the last one
 */
record Page<T>(List<T> items, String nextMarker) {
  static <T> Page<T> of(List<T> all, String marker, Integer size) {
    int from = marker == null ? 0 : Integer.parseInt(marker);
    int to = Math.min(all.size(), from + (size == null ? 400 : size));
    return new Page<>(all.subList(from, to), to < all.size() ? Integer.toString(to) : null);
  }
}
