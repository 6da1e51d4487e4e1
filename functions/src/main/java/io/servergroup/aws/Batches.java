package io.servergroup.aws;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Cuts what does not fit into one request. */
final class Batches {
  private Batches() {}

  /** The distinct values in their order, in lists of at most {@code most}; no list for no value. */
  static <T> List<List<T>> of(Collection<T> values, int most) {
    List<T> distinct = values.stream().distinct().toList();
    List<List<T>> batches = new ArrayList<>();
    for (int from = 0; from < distinct.size(); from += most) {
      batches.add(distinct.subList(from, Math.min(from + most, distinct.size())));
    }
    return batches;
  }
}
