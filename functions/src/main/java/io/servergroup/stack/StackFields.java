package io.servergroup.stack;

import io.servergroup.rollout.InputField;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a stack says itself in the input of its rollouts, so that options may not say it too. */
final class StackFields {
  /** Each with what says it instead, by the names of the template's parameters. */
  static final Map<InputField, String> OWN = own();

  private StackFields() {}

  private static Map<InputField, String> own() {
    Map<InputField, String> fields = new LinkedHashMap<>();
    fields.put(InputField.SERVER_GROUP, "ClusterName says it");
    fields.put(InputField.BATCH_SIZE, "DeploymentBatchSize says it");
    fields.put(InputField.SKIP_HEALTH_CHECK, "SkipHealthCheck says it");
    fields.put(
        InputField.LAUNCH_TEMPLATE_VERSION, "the template says what instances are launched from");
    fields.put(InputField.ON_FAILURE, "the stack rolls back by itself when a rollout fails");
    return Collections.unmodifiableMap(fields);
  }
}
