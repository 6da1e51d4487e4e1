package io.servergroup.simulator.planted;

/** The definition of a state machine with a patch in one of its states. */
final class PatchedStateMachine {
  private PatchedStateMachine() {}

  /**
   * Applies a patch.
   *
   * @throws IllegalStateException when it is stale
   */
  static String of(String definition, Patch patch) {
    int start = definition.indexOf("\n    \"" + patch.within() + "\": {");
    int end = definition.indexOf("\n    }", start);
    if (start < 0 || end < 0) {
      throw new IllegalStateException("there is no such state any more: " + patch);
    }
    String state = definition.substring(start, end);
    Snippets.Range range = new Snippets(state).find(patch.original(), patch);
    return definition.substring(0, start + range.start())
        + patch.replacement()
        + definition.substring(start + range.end());
  }
}
