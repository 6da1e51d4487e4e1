package io.servergroup.rollout;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/** Collects findings, each once, in the order in which they were made. */
final class Findings {
  private final SequencedSet<Finding> found = new LinkedHashSet<>();

  void add(String where, String what, String wanted) {
    found.add(new Finding(where, what, wanted));
  }

  void add(Finding finding) {
    found.add(finding);
  }

  List<Finding> all() {
    return List.copyOf(found);
  }
}
