package io.servergroup.aws;

import java.util.List;
import java.util.function.Supplier;

/** Makes requests one after the other, where a test is about something else. */
public final class InOrder implements Together {
  @Override
  public <T> List<T> all(List<? extends Supplier<? extends T>> requests) {
    OpenRequests<T> open = new OpenRequests<>(requests);
    open.work();
    return open.answers();
  }
}
