package io.servergroup.lambda;

import java.util.Map;

/** Where decisions are written: one structured line each. */
@FunctionalInterface
public interface DecisionLog {
  /**
   * Writes one line.
   *
   * @param decision what was decided, such as {@code attach}
   * @param fields what it was about, in the order to be shown: group, server, instance, reason, ...
   */
  void write(String decision, Map<String, ?> fields);
}
