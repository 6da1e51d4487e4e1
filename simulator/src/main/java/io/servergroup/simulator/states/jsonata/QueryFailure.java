package io.servergroup.simulator.states.jsonata;

/**
 * An expression failed, or its value does not fit the field; the engine turns it into {@code
 * States.QueryEvaluationError}.
 */
public final class QueryFailure extends RuntimeException {
  private final String field;

  /**
   * @param field the field's path below the state, such as {@code Output/result}; null when AWS
   *     names none
   * @param message the sentence AWS writes after naming the state
   */
  public QueryFailure(String field, String message) {
    super(message, null, false, false);
    this.field = field;
  }

  /** The field's path below the state, or null. */
  public String field() {
    return field;
  }
}
