package io.servergroup.lambda;

import io.servergroup.rollout.ChosenServer;
import java.util.LinkedHashMap;
import java.util.Map;

/** The decisions of a rollout about one server group, as lines of the decision log. */
record RolloutLines(DecisionLog log, String serverGroup) {
  /**
   * A decision about the group or a batch.
   *
   * @param step which function decided, such as {@code NextBatch}
   */
  void group(String step, String decision, String reason) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("group", serverGroup);
    fields.put("step", step);
    fields.put("reason", reason);
    log.write(decision, fields);
  }

  /** A decision about one server of a batch. */
  void server(ChosenServer server, String decision, String reason) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("group", serverGroup);
    fields.put("server", server.name());
    fields.put("instance", server.instanceId());
    fields.put("reason", reason);
    log.write(decision, fields);
  }
}
