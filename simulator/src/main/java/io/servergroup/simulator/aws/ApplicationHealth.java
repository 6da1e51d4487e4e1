package io.servergroup.simulator.aws;

import java.util.function.Consumer;

/** Whether the software on an instance answers: what the health checks of load balancers see. */
public interface ApplicationHealth {
  /**
   * True while the instance runs and its software answers; false for an instance that does not
   * exist.
   */
  boolean answers(String instanceId);

  /** Tells {@code listener} the id of an instance each time its answer may have changed. */
  void whenChanged(Consumer<String> listener);
}
