package io.servergroup.simulator.states.jsonata;

/** What an expression sees: {@code $states} and the workflow's variables. */
public interface Bindings {
  /**
   * The value of a variable in the library's form, see {@link Evaluator#prepare}, or null when
   * there is none of that name.
   *
   * @param name without the dollar sign; {@code states} is one of them
   */
  Object lookup(String name);
}
