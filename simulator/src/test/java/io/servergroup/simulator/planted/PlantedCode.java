package io.servergroup.simulator.planted;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongFunction;

/** The production code with all bugs in it, of which one at a time is in force. */
final class PlantedCode {
  /** Makes the hostile run of a seed; in a package whose classes are loaded anew. */
  private static final String RUN = "io.servergroup.simulator.sweep.HarshRun";

  private final List<Patch> patches;
  private final PlantedLoader loader;
  private final LongFunction<List<String>> run;

  /**
   * Compiles it.
   *
   * @throws IllegalStateException when a patch is stale, or makes no Java
   */
  PlantedCode(List<PlantedBug> bugs) {
    this.patches = bugs.stream().flatMap(bug -> bug.patches().stream()).distinct().toList();
    Map<String, Map<Integer, Patch>> byFile = new TreeMap<>();
    for (int number = 0; number < patches.size(); number++) {
      Patch patch = patches.get(number);
      if (patch.isJava()) {
        byFile.computeIfAbsent(patch.file(), file -> new TreeMap<>()).put(number, patch);
      } else {
        PatchedStateMachine.of(Sources.of(patch.file()), patch);
      }
    }
    Map<String, String> sources = new TreeMap<>();
    byFile.forEach(
        (file, numbered) -> sources.put(file, PatchedSource.of(Sources.of(file), numbered)));
    this.loader = new PlantedLoader(Compilation.of(sources));
    this.run = load();
  }

  @SuppressWarnings("unchecked") // It is one of ours.
  private LongFunction<List<String>> load() {
    try {
      return (LongFunction<List<String>>)
          loader.loadClass(RUN).getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** From now on no bug is in force. */
  void heal() {
    putInForce(List.of());
  }

  /** From now on a bug is in force. */
  void plant(PlantedBug bug) {
    putInForce(bug.patches());
  }

  private void putInForce(List<Patch> chosen) {
    Map<String, String> stateMachines = new HashMap<>();
    List<Integer> numbers = new ArrayList<>();
    for (Patch patch : chosen) {
      if (patch.isJava()) {
        numbers.add(patches.indexOf(patch));
      } else {
        String before =
            stateMachines.computeIfAbsent(patch.file(), file -> Sources.of(patch.file()));
        stateMachines.put(patch.file(), PatchedStateMachine.of(before, patch));
      }
    }
    loader.replaceStateMachines(stateMachines);
    Switch.turnOn(numbers);
  }

  /** The rules that the hostile run of a seed breaks; empty when all is well. */
  List<String> violations(long seed) {
    return run.apply(seed);
  }
}
