package io.servergroup.simulator.planted;

/**
 * A small change that breaks something.
 *
 * @param file under {@code functions/src/main/java/io/servergroup}, or a state machine's under
 *     {@code statemachine}
 * @param within the state to which it is applied; empty in Java
 * @param original what has to occur exactly once; white space does not count
 */
record Patch(Kind kind, String file, String within, String original, String replacement) {
  /** What is replaced. */
  enum Kind {
    EXPRESSION,
    STATEMENTS,
    STATE
  }

  /** Another expression of the same type. */
  static Patch expression(String file, String original, String replacement) {
    return new Patch(Kind.EXPRESSION, file, "", original, replacement);
  }

  /** Other statements; none of the original ones declares what is used after them. */
  static Patch statements(String file, String original, String replacement) {
    return new Patch(Kind.STATEMENTS, file, "", original, replacement);
  }

  /** Other text in the definition of a state. */
  static Patch state(String machine, String state, String original, String replacement) {
    return new Patch(Kind.STATE, machine + ".asl.json", state, original, replacement);
  }

  boolean isJava() {
    return kind != Kind.STATE;
  }

  /** What stands in Java for a snippet that has been replaced only while the patch is in force. */
  String guarded(int number, String otherwise) {
    String on = Switch.class.getName() + ".isOn(" + number + ")";
    return kind == Kind.EXPRESSION
        ? "(" + on + " ? (" + replacement + ") : (" + otherwise + "))"
        : "{ if (" + on + ") {\n" + replacement + "\n} else {\n" + otherwise + "\n} }";
  }

  @Override
  public String toString() {
    return "%s%s: %s".formatted(file, within.isEmpty() ? "" : ", state " + within, original);
  }
}
