package io.servergroup.simulator.aws.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import java.time.Instant;
import java.util.function.Supplier;

/** One process that holds a handler and serves one invocation after the other. */
final class ExecutionEnvironment {
  private final Supplier<?> handlers;
  private Object handler;
  private HandlerCodec codec;
  private Instant idleUntil;

  /**
   * @param handlers makes the handler when the environment is initialized
   */
  ExecutionEnvironment(Supplier<?> handlers) {
    this.handlers = handlers;
  }

  boolean cold() {
    return handler == null;
  }

  /** Makes the handler, with whatever calls its construction makes; on the invocation's fiber. */
  void initialize(String invocation) {
    Object made = handlers.get();
    try {
      codec = HandlerCodec.of(made.getClass());
    } catch (IllegalArgumentException e) {
      throw new HandlerDefectException(invocation, e);
    }
    handler = made;
  }

  String handle(String payload, Context context) {
    return codec.call(handler, payload, context);
  }

  void rest(Instant until) {
    idleUntil = until;
  }

  boolean warmAt(Instant time) {
    return time.isBefore(idleUntil);
  }
}
