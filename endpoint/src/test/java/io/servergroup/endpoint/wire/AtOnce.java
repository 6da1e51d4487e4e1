package io.servergroup.endpoint.wire;

import java.util.function.Supplier;

/** Calls are made on the thread of whoever asks. */
enum AtOnce implements WireApi.Turn {
  TURN;

  @Override
  public <T> T take(Supplier<T> call) {
    return call.get();
  }
}
