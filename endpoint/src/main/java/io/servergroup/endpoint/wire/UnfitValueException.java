package io.servergroup.endpoint.wire;

/** A value is not of the type that its member has. */
final class UnfitValueException extends RuntimeException {
  /**
   * @param expected completes "is not", such as {@code a number}
   */
  UnfitValueException(String found, String expected) {
    super("'" + found + "' is not " + expected);
  }
}
