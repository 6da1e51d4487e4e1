package io.servergroup.lambda;

import java.util.function.Supplier;

/** A thing that is made when it is first asked for, and once, also when several threads ask. */
final class Once<T> implements Supplier<T> {
  private final Supplier<T> maker;
  private T made;

  private Once(Supplier<T> maker) {
    this.maker = maker;
  }

  static <T> Supplier<T> of(Supplier<T> maker) {
    return new Once<>(maker);
  }

  @Override
  public synchronized T get() {
    if (made == null) {
      made = maker.get();
    }
    return made;
  }
}
