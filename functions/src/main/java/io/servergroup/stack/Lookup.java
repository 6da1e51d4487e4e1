package io.servergroup.stack;

/**
 * What AWS has under an id.
 *
 * @param <T> what is known of it
 */
public sealed interface Lookup<T> {
  record Found<T>(T value) implements Lookup<T> {}

  /** There is nothing of that id in this account and region. */
  record Missing<T>() implements Lookup<T> {}

  /**
   * The id is none.
   *
   * @param said what AWS said
   */
  record Refused<T>(String said) implements Lookup<T> {}
}
