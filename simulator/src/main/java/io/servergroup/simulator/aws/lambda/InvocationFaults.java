package io.servergroup.simulator.aws.lambda;

/** Decides what goes wrong with each invocation; asked exactly once per invocation, in order. */
@FunctionalInterface
public interface InvocationFaults {
  /** Everything works. */
  InvocationFaults NONE = (function, asynchronous) -> new InvocationFault.None();

  InvocationFault next(String function, boolean asynchronous);
}
