package io.servergroup.simulator.states;

/** The engine refuses a request; the code is the one of the API's error. */
public final class StatesException extends RuntimeException {
  private final String code;

  StatesException(String code, String message) {
    super(message);
    this.code = code;
  }

  /** The API's error code, such as {@code ExecutionAlreadyExists}. */
  public String code() {
    return code;
  }
}
