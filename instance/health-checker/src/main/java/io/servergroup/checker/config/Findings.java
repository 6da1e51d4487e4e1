package io.servergroup.checker.config;

import java.util.ArrayList;
import java.util.List;

/** Everything that is wrong with a configuration, in the order in which it was found. */
public final class Findings {
  private final List<String> found = new ArrayList<>();

  public void add(String finding) {
    found.add(finding);
  }

  public List<String> all() {
    return List.copyOf(found);
  }
}
