package io.servergroup.simulator.planted;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongFunction;

/** The production code with all bugs in it, of which a run has one or none. */
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

  /**
   * What came of a run.
   *
   * @param violations the rules it broke; empty when all is well
   */
  record Outcome(List<String> violations, BitSet reached) {}

  /** The hostile run of a seed without any bug. */
  Outcome run(long seed) {
    return run(seed, List.of());
  }

  /** The hostile run of a seed with a bug. */
  Outcome run(long seed, PlantedBug bug) {
    return run(seed, bug.patches());
  }

  private Outcome run(long seed, List<Patch> inForce) {
    List<Integer> numbers = new ArrayList<>();
    Map<String, String> stateMachines = new HashMap<>();
    for (Patch patch : inForce) {
      if (patch.isJava()) {
        numbers.add(patches.indexOf(patch));
      } else {
        stateMachines.merge(
            patch.file(),
            PatchedStateMachine.of(Sources.of(patch.file()), patch),
            (one, other) -> PatchedStateMachine.of(one, patch));
      }
    }
    Switch patched = new Switch(numbers, stateMachines);
    List<String> violations = new ArrayList<>();
    patched.around(() -> violations.addAll(run.apply(seed)));
    return new Outcome(violations, patched.reached());
  }

  /**
   * Whether a run with a bug may differ from the one without it, in which these patches were
   * reached.
   */
  boolean mayMatter(PlantedBug bug, BitSet reached) {
    return bug.patches().stream()
        .anyMatch(patch -> !patch.isJava() || reached.get(patches.indexOf(patch)));
  }
}
