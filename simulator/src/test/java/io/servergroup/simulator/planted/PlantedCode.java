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
  private final Map<String, byte[]> classes;
  private final LongFunction<List<String>> usual;

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
    this.classes = Compilation.of(sources);
    this.usual = loaded(Map.of());
  }

  @SuppressWarnings("unchecked") // It is one of ours.
  private LongFunction<List<String>> loaded(Map<String, String> stateMachines) {
    try {
      return (LongFunction<List<String>>)
          new PlantedLoader(classes, stateMachines)
              .loadClass(RUN)
              .getDeclaredConstructor()
              .newInstance();
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
    return outcome(usual, seed, List.of());
  }

  /**
   * What makes hostile runs with a bug. State machines are loaded once by a class loader, so a bug
   * in one needs a loader of its own.
   */
  LongFunction<Outcome> with(PlantedBug bug) {
    List<Integer> numbers = new ArrayList<>();
    Map<String, String> stateMachines = new HashMap<>();
    for (Patch patch : bug.patches()) {
      if (patch.isJava()) {
        numbers.add(patches.indexOf(patch));
      } else {
        String before = stateMachines.getOrDefault(patch.file(), Sources.of(patch.file()));
        stateMachines.put(patch.file(), PatchedStateMachine.of(before, patch));
      }
    }
    LongFunction<List<String>> run = stateMachines.isEmpty() ? usual : loaded(stateMachines);
    return seed -> outcome(run, seed, numbers);
  }

  private static Outcome outcome(LongFunction<List<String>> run, long seed, List<Integer> inForce) {
    Switch patched = new Switch(inForce);
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
