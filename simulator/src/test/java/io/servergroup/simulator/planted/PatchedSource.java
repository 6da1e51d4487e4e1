package io.servergroup.simulator.planted;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A source of Java with patches that are in force while {@link Switch} says so. */
final class PatchedSource {
  private PatchedSource() {}

  /**
   * Applies patches.
   *
   * @param patches by number
   * @throws IllegalStateException when one is stale, or two overlap without replacing the same
   */
  static String of(String source, Map<Integer, Patch> patches) {
    Snippets snippets = new Snippets(source);
    TreeMap<Integer, List<Integer>> numbers = new TreeMap<>();
    Map<Integer, Snippets.Range> ranges = new TreeMap<>();
    patches.forEach(
        (number, patch) -> {
          Snippets.Range range = snippets.find(patch.original(), patch);
          ranges.values().stream()
              .filter(other -> other.overlaps(range) && !other.equals(range))
              .forEach(
                  other -> {
                    throw new IllegalStateException("overlaps another patch: " + patch);
                  });
          ranges.put(range.start(), range);
          numbers.computeIfAbsent(range.start(), start -> new ArrayList<>()).add(number);
        });
    StringBuilder patched = new StringBuilder();
    int copied = 0;
    for (Map.Entry<Integer, List<Integer>> each : numbers.entrySet()) {
      Snippets.Range range = ranges.get(each.getKey());
      String text = snippets.text(range);
      for (int number : each.getValue()) {
        text = patches.get(number).guarded(number, text);
      }
      patched.append(source, copied, range.start()).append(text);
      copied = range.end();
    }
    return patched.append(source, copied, source.length()).toString();
  }
}
